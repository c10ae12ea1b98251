// Looking into a network: reading a pointer over a map, moving through cells by arrow keys, drawing.
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

    // One tab stop for a table or grid of cells; arrow keys go to the next cell in their direction.
    document.addEventListener('keydown', (event) => {
        const cell = event.target.closest?.('[data-cell]');
        const group = cell?.closest('[data-cells]');
        const direction = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[event.key];
        if (!group || !direction || event.ctrlKey || event.metaKey || event.altKey) {
            return;
        }
        const middle = (element) => {
            const box = element.getBoundingClientRect();
            return [box.x + box.width / 2, box.y + box.height / 2];
        };
        const [x, y] = middle(cell);
        let next = null, least = Infinity;
        for (const other of group.querySelectorAll('[data-cell]')) {
            const [dx, dy] = [middle(other)[0] - x, middle(other)[1] - y];
            const ahead = dx * direction[0] + dy * direction[1], aside = Math.abs(dx * direction[1]) + Math.abs(dy * direction[0]);
            if (other !== cell && ahead > 1 && ahead + 3 * aside < least) {
                [next, least] = [other, ahead + 3 * aside];
            }
        }
        event.preventDefault();
        if (next) {
            group.querySelectorAll('[data-cell][tabindex="0"]').forEach((stop) => stop.setAttribute('tabindex', '-1'));
            next.setAttribute('tabindex', '0');
            next.focus();
        }
    });
    // The page does not scroll while arrow keys read a map.
    document.addEventListener('keydown', (event) => {
        if (event.key.startsWith('Arrow') && event.target.matches?.('[data-map]')) {
            event.preventDefault();
        }
    });

    const point = (svg, component) => {
        let last = 0;
        listen(svg, {
            pointermove: (event) => {
                // Ten times a second: the server answers each.
                if (event.timeStamp - last < 100) {
                    return;
                }
                last = event.timeStamp;
                const box = svg.getBoundingClientRect();
                component.invokeMethodAsync('Point', (event.clientX - box.x) / box.width, (event.clientY - box.y) / box.height);
            },
        });
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

    window.mlnetcnn.insight = { point, draw, clear, forget };
})();
