// What the server cannot do from afar: colours before the first pixel, moving the focus, reading a pointer, saving a drawing.
(() => {
    'use strict';

    const theme = (() => {
        const dark = matchMedia('(prefers-color-scheme: dark)');
        const choice = () => {
            try {
                return localStorage.getItem('theme') ?? 'system';
            } catch {
                return 'system'; // Storage is switched off.
            }
        };
        const apply = () => {
            const chosen = choice();
            document.documentElement.dataset.theme = chosen === 'system' ? (dark.matches ? 'dark' : 'light') : chosen;
        };
        const choose = (value) => {
            try {
                localStorage.setItem('theme', value);
            } catch {
                document.documentElement.dataset.theme = value === 'dark' ? 'dark' : 'light';
                return;
            }
            apply();
        };
        dark.addEventListener('change', apply);
        window.addEventListener('storage', apply);
        apply();
        return { choice, choose };
    })();

    // Before the router, which would only scroll there.
    document.addEventListener('click', (event) => {
        if (event.target.closest?.('.skip-link')) {
            event.preventDefault();
            document.getElementById('content')?.focus();
        }
    }, true);

    // Before the browser, whose own search this is in some.
    document.addEventListener('keydown', (event) => {
        const field = document.getElementById('search');
        if (field && event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) {
            event.preventDefault();
            field.focus();
            field.select();
        }
    });

    const rest = (stops, at) => stops.forEach((stop) => stop.setAttribute('tabindex', stop === at ? '0' : '-1'));

    // One tab stop for a group of things; arrow keys move between them.
    document.addEventListener('keydown', (event) => {
        const stop = event.target.closest?.('[data-stop]');
        const group = stop?.closest('[data-roving]');
        if (!group || event.ctrlKey || event.metaKey || event.altKey) {
            return;
        }
        const stops = [...group.querySelectorAll('[data-stop]')].sort((a, b) =>
            group.dataset.roving === 'vertical' ? 0 : a.getBoundingClientRect().x - b.getBoundingClientRect().x);
        const at = stops.indexOf(stop);
        const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: stops.length - 1 }[event.key];
        if (event.key === ' ') {
            event.preventDefault(); // The page does not scroll while a key opens a block.
        }
        if (to === undefined || !stops[to]) {
            return;
        }
        event.preventDefault();
        rest(stops, stops[to]);
        stops[to].focus();
    });

    const chart = (() => {
        const attached = new WeakMap();
        const attach = (svg, component) => {
            const plot = () => svg.querySelector('.plot').getBoundingClientRect();
            const share = (event) => (event.clientX - plot().x) / plot().width;
            let last = 0, from = null;
            const hover = (event) => {
                // Ten times a second: the server answers each.
                if (event.timeStamp - last < 100) {
                    return;
                }
                last = event.timeStamp;
                component.invokeMethodAsync('Hover', share(event));
            };
            const leave = () => component.invokeMethodAsync('Hover', -1);
            const down = (event) => { from = share(event); };
            const up = (event) => {
                const to = share(event);
                if (from !== null && Math.abs(to - from) > 0.02) {
                    component.invokeMethodAsync('Zoom', from, to);
                }
                from = null;
            };
            const reset = () => component.invokeMethodAsync('Zoom', -1000, 1000);
            const listeners = { pointermove: hover, pointerleave: leave, pointerdown: down, pointerup: up, dblclick: reset };
            for (const [name, listener] of Object.entries(listeners)) {
                svg.addEventListener(name, listener);
            }
            attached.set(svg, listeners);
        };
        const detach = (svg) => {
            for (const [name, listener] of Object.entries(attached.get(svg) ?? {})) {
                svg.removeEventListener(name, listener);
            }
        };
        return { attach, detach };
    })();

    const diagram = (() => {
        const styles = ['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-dasharray', 'font-family', 'font-size', 'font-weight', 'text-anchor'];
        // The style sheet stays behind: what it says goes into each element.
        const alone = (svg) => {
            const copy = svg.cloneNode(true);
            const originals = svg.querySelectorAll('*');
            copy.querySelectorAll('*').forEach((element, i) => {
                const computed = getComputedStyle(originals[i]);
                element.setAttribute('style', styles.map((name) => `${name}:${computed.getPropertyValue(name)}`).join(';'));
                for (const name of ['role', 'tabindex', 'data-stop', 'data-roving', 'data-path', 'data-shape', 'data-size', 'class', 'aria-expanded']) {
                    element.removeAttribute(name);
                }
            });
            const ground = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
            ground.setAttribute('width', '100%');
            ground.setAttribute('height', '100%');
            ground.setAttribute('fill', getComputedStyle(document.body).backgroundColor);
            copy.prepend(ground);
            copy.removeAttribute('style');
            copy.setAttribute('width', svg.viewBox.baseVal.width);
            copy.setAttribute('height', svg.viewBox.baseVal.height);
            copy.removeAttribute('data-roving');
            return new XMLSerializer().serializeToString(copy);
        };
        const download = (blob, name) => {
            const link = document.createElement('a');
            link.href = URL.createObjectURL(blob);
            link.download = name;
            link.click();
            setTimeout(() => URL.revokeObjectURL(link.href), 10000);
        };
        const picture = (svg, text) => new Promise((resolve, reject) => {
            const image = new Image();
            image.onload = () => {
                // Twice as fine as on the screen, but no larger than browsers draw.
                const size = svg.viewBox.baseVal, scale = Math.min(2, 16000 / Math.max(size.width, size.height));
                const canvas = Object.assign(document.createElement('canvas'), { width: size.width * scale, height: size.height * scale });
                canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
                canvas.toBlob((blob) => blob ? resolve(blob) : reject(new Error('The drawing is too large for a picture.')), 'image/png');
            };
            image.onerror = () => reject(new Error('The drawing cannot be made a picture.'));
            image.src = 'data:image/svg+xml;charset=utf-8,' + encodeURIComponent(text);
        });
        // What had the focus may be gone after blocks were opened or folded: it goes to what took its place, and there is a tab stop again.
        const settle = (lane, path) => {
            const stops = [...lane.closest('[data-roving]').querySelectorAll('[data-stop]')];
            const turned = stops.find((stop) => path !== null && stop.dataset.path === path);
            rest(stops, turned ?? stops.find((stop) => stop.tabIndex === 0) ?? stops[0]);
            turned?.focus();
        };
        const save = async (id, format, name) => {
            const svg = document.getElementById(id), text = alone(svg);
            download(format === 'png' ? await picture(svg, text) : new Blob([text], { type: 'image/svg+xml' }), `${name}.${format}`);
        };
        return { save, settle, download };
    })();

    // Without https only this machine's own browser has a clipboard to write to: elsewhere the older way.
    // False where neither is allowed: then the text is there to be copied by hand.
    const copy = async (text) => {
        try {
            await navigator.clipboard.writeText(text);
            return true;
        } catch {
            const area = Object.assign(document.createElement('textarea'), { value: text });
            const focused = document.activeElement;
            document.body.append(area);
            area.select();
            const done = document.execCommand('copy');
            area.remove();
            focused?.focus();
            return done;
        }
    };

    const save = (name, type, text) => diagram.download(new Blob([text], { type }), name);

    window.mlnetcnn = { theme, chart, diagram, copy, save };
})();
