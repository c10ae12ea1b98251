// Reading and zooming a chart by the pointer.
const attached = new WeakMap();

export function listen(element, listeners) {
    for (const [name, listener] of Object.entries(listeners)) {
        element.addEventListener(name, listener);
    }
    attached.set(element, listeners);
}

export function detach(element) {
    for (const [name, listener] of Object.entries(attached.get(element) ?? {})) {
        element.removeEventListener(name, listener);
    }
}

export function attach(svg, component) {
    const plot = () => svg.querySelector('.plot').getBoundingClientRect();
    const share = (event) => (event.clientX - plot().x) / plot().width;
    let last = 0, from = null;
    listen(svg, {
        pointermove: (event) => {
            // Ten times a second: the server answers each.
            if (event.timeStamp - last >= 100) {
                last = event.timeStamp;
                component.invokeMethodAsync('Hover', share(event));
            }
        },
        pointerleave: () => component.invokeMethodAsync('Hover', -1),
        pointerdown: (event) => { from = share(event); },
        pointerup: (event) => {
            const to = share(event);
            if (from !== null && Math.abs(to - from) > 0.02) {
                component.invokeMethodAsync('Zoom', from, to);
            }
            from = null;
        },
        dblclick: () => component.invokeMethodAsync('Zoom', -1000, 1000),
    });
}
