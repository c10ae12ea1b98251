// Sends files to the server beside the circuit, which is slow for large ones.
(() => {
    'use strict';

    const upload = (() => {
        const requests = new WeakMap();
        const attach = (input, component) => {
            input.addEventListener('change', () => {
                const file = input.files[0];
                component.invokeMethodAsync('Choose', file?.name ?? '', file?.size ?? 0);
            });
        };
        const send = (input, component, address, header, token) => {
            const request = new XMLHttpRequest();
            let last = -1000;
            requests.set(input, request);
            request.open('POST', address);
            request.setRequestHeader(header, token);
            request.setRequestHeader('Content-Type', 'application/octet-stream');
            // Four times a second: the server renders each.
            request.upload.onprogress = (event) => {
                if (event.timeStamp - last >= 250) {
                    last = event.timeStamp;
                    component.invokeMethodAsync('Advance', event.loaded, event.total);
                }
            };
            const end = (status, text) => component.invokeMethodAsync('End', status, text);
            request.onload = () => end(request.status, request.getResponseHeader('Content-Type')?.startsWith('text/plain') ? request.responseText : '');
            request.onerror = () => end(0, '');
            request.onabort = () => end(-1, '');
            request.send(input.files[0]);
        };
        const stop = (input) => requests.get(input)?.abort();
        const clear = (input) => { input.value = ''; };
        return { attach, send, stop, clear };
    })();

    Object.assign(window.mlnetcnn, { upload });
})();
