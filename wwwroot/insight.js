// Drawing an image for a network.
(() => {
    'use strict';

    const undo = new WeakMap();
    const listen = (element, listeners) => {
        for (const [name, listener] of Object.entries(listeners)) {
            element.addEventListener(name, listener);
        }
        undo.set(element, listeners);
    };
    const forget = (element) => {
        for (const [name, listener] of Object.entries(undo.get(element) ?? {})) {
            element.removeEventListener(name, listener);
        }
    };

    const boards = new WeakMap();
    const draw = (canvas, component) => {
        const context = canvas.getContext('2d', { willReadFrequently: true });
        const [width, height] = [canvas.width, canvas.height];
        const status = canvas.parentElement.querySelector('[data-pen]');
        let pen = [Math.floor(width / 2), Math.floor(height / 2)], isDown = false, from = null, timer = null;
        const clear = () => {
            context.fillStyle = '#000';
            context.fillRect(0, 0, width, height);
        };
        const send = () => {
            clearTimeout(timer);
            timer = setTimeout(() => {
                const pixels = context.getImageData(0, 0, width, height).data;
                component.invokeMethodAsync('Drawn', Uint8Array.from({ length: width * height }, (_, i) => pixels[4 * i]));
            }, 150);
        };
        const line = (a, b) => {
            context.strokeStyle = '#fff';
            context.lineWidth = Math.max(1.5, width / 14);
            context.lineCap = context.lineJoin = 'round';
            context.beginPath();
            context.moveTo(...a);
            context.lineTo(b[0] + 0.01, b[1]);
            context.stroke();
            send();
        };
        const place = (event) => {
            const box = canvas.getBoundingClientRect();
            return [(event.clientX - box.x) / box.width * width, (event.clientY - box.y) / box.height * height];
        };
        const say = () => { status.textContent = `Row ${pen[1] + 1}, column ${pen[0] + 1}, the pen is ${isDown ? 'down' : 'up'}.`; };
        const empty = () => {
            clear();
            isDown = false;
            say();
            send();
        };
        clear();
        listen(canvas, {
            pointerdown: (event) => {
                canvas.setPointerCapture(event.pointerId);
                from = place(event);
                line(from, from);
            },
            pointermove: (event) => {
                if (from) {
                    const to = place(event);
                    line(from, to);
                    from = to;
                }
            },
            pointerup: () => { from = null; },
            pointercancel: () => { from = null; },
            keydown: (event) => {
                const step = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[event.key];
                const middle = ([x, y]) => [x + 0.5, y + 0.5];
                if (step) {
                    const to = [Math.min(width - 1, Math.max(0, pen[0] + step[0])), Math.min(height - 1, Math.max(0, pen[1] + step[1]))];
                    if (isDown) {
                        line(middle(pen), middle(to));
                    }
                    pen = to;
                } else if (event.key === ' ') {
                    isDown = !isDown;
                    if (isDown) {
                        line(middle(pen), middle(pen));
                    }
                } else if (event.key === 'Delete' || event.key === 'Backspace') {
                    empty();
                } else {
                    return;
                }
                event.preventDefault();
                say();
            },
        });
        boards.set(canvas, empty);
    };
    const clear = (canvas) => boards.get(canvas)?.();

    window.mlnetcnn.insight = { draw, clear, forget };
})();
