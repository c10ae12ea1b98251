// Sends files to the server beside the circuit, which is slow for large ones. A folder or the frames of a camera go as one tar file,
// which the browser reads while it sends.
(() => {
    'use strict';

    const encoder = new TextEncoder();

    // A header of 512 bytes before each file, whose content is filled up to a multiple of that (POSIX pax).
    const tar = (files) => {
        const parts = [];
        const add = (name, kind, content, size) => {
            const block = new Uint8Array(512);
            const write = (at, text) => block.set(encoder.encode(text), at);
            block.set(name.subarray(0, 100));
            write(100, '0000644\x000000000\x000000000\x00');
            write(124, `${size.toString(8).padStart(11, '0')}\x0000000000000\x00        ${kind}`);
            write(257, 'ustar\x0000');
            write(148, `${block.reduce((sum, byte) => sum + byte, 0).toString(8).padStart(6, '0')}\x00 `);
            parts.push(block, content, new Uint8Array((512 - size % 512) % 512));
        };
        for (const { path, file } of files) {
            const name = encoder.encode(path);
            if (name.length > 100 || name.some((byte) => byte > 126)) {
                const record = (length) => encoder.encode(`${length} path=${path}\n`);
                let length = name.length + 7;
                while (record(length).length !== length) {
                    length = record(length).length;
                }
                add(encoder.encode('name'), 'x', record(length), length);
            }
            add(name, '0', file, file.size);
        }
        return new Blob([...parts, new Uint8Array(1024)]);
    };

    const upload = (() => {
        const bodies = new WeakMap(), requests = new WeakMap();
        const isOf = (name, extensions) => extensions.some((extension) => name.toLowerCase().endsWith(extension));
        const entriesIn = async (folder) => {
            const [reader, all] = [folder.createReader(), []];
            for (let some; (some = await new Promise((done, fail) => reader.readEntries(done, fail))).length > 0;) {
                all.push(...some);
            }
            return all;
        };
        const filesOf = async (entries, most, found = []) => {
            for (const entry of entries) {
                if (found.length > most) {
                    break;
                }
                if (entry.isDirectory) {
                    await filesOf(await entriesIn(entry), most, found);
                } else {
                    found.push({ path: entry.fullPath.slice(1), file: await new Promise((done, fail) => entry.file(done, fail)) });
                }
            }
            return found;
        };

        // The buttons open the browser's own dialogs: one for a file, one for a folder.
        const attach = (zone, component, archives, kept, most) => {
            const choose = (files) => {
                if (files.length === 0) {
                    return;
                }
                if (files.length === 1 && isOf(files[0].file.name, archives)) {
                    bodies.set(zone, () => files[0].file);
                    component.invokeMethodAsync('Choose', files[0].file.name, files[0].file.size, 0, [], 0);
                    return;
                }
                const taken = files.filter(({ path }) => isOf(path, kept) && !path.split('/').some((part) => part.startsWith('.')));
                const root = files[0].path.split('/')[0];
                const isOne = files.every(({ path }) => path.startsWith(`${root}/`));
                // The folder around those of the classes.
                const isWrapped = isOne && taken.every(({ path }) => path.split('/').length > 2);
                const skipped = files.filter((file) => !taken.includes(file));
                bodies.set(zone, () => tar(taken.map(({ path, file }) => ({ path: isWrapped ? path.slice(root.length + 1) : path, file }))));
                const size = taken.reduce((sum, { file }) => sum + file.size, 0);
                component.invokeMethodAsync('Choose', isOne ? root : 'photos', size, taken.length, skipped.slice(0, 3).map(({ path }) => path), skipped.length);
            };
            for (const input of zone.querySelectorAll('input[type=file]')) {
                zone.querySelector(`[data-opens=${input.dataset.kind}]`).addEventListener('click', () => input.click());
                input.addEventListener('change', () => {
                    choose([...input.files].map((file) => ({ path: file.webkitRelativePath || file.name, file })));
                    input.value = '';
                });
            }
            zone.addEventListener('dragover', (event) => {
                event.preventDefault();
                zone.dataset.over = '';
            });
            zone.addEventListener('dragleave', () => { delete zone.dataset.over; });
            zone.addEventListener('drop', async (event) => {
                event.preventDefault();
                delete zone.dataset.over;
                const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry);
                choose(await filesOf(entries, most));
            });
        };
        const prepare = (element, files) => bodies.set(element, () => tar(files()));
        const send = (element, component, address, header, token) => {
            const request = new XMLHttpRequest();
            let last = -1000;
            requests.set(element, request);
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
            request.send(bodies.get(element)());
        };
        const stop = (element) => requests.get(element)?.abort();
        return { attach, prepare, send, stop };
    })();

    Object.assign(window.mlnetcnn, { upload });
})();
