import { savePicture } from '../Charts/ChartFrame.razor.js';

export const save = (id, format, name) => savePicture(document.getElementById(id), format, name);

const zoom = (panel, name) => panel.querySelector(`[aria-label="${name}"]`)?.click();

// The wheel with Ctrl zooms, as on maps; a drag beside the layers moves the drawing.
export function attach(id) {
    const scroller = document.getElementById(id)?.closest('.diagram-scroll');
    const panel = scroller?.closest('section');
    if (!panel) {
        return;
    }
    scroller.addEventListener('wheel', (event) => {
        if (event.ctrlKey) {
            event.preventDefault();
            zoom(panel, event.deltaY < 0 ? 'Zoom in' : 'Zoom out');
        }
    }, { passive: false });
    scroller.addEventListener('keydown', (event) => {
        if (!event.ctrlKey && !event.metaKey && (event.key === '+' || event.key === '-')) {
            zoom(panel, event.key === '+' ? 'Zoom in' : 'Zoom out');
        }
    });
    scroller.addEventListener('pointerdown', (event) => {
        if (event.pointerType !== 'mouse' || event.button !== 0 || event.target.closest('[data-stop]')) {
            return;
        }
        const from = { x: event.clientX + scroller.scrollLeft, y: event.clientY + scroller.scrollTop };
        const move = (to) => scroller.scrollTo(from.x - to.clientX, from.y - to.clientY);
        const end = () => scroller.removeEventListener('pointermove', move);
        scroller.setPointerCapture(event.pointerId);
        scroller.addEventListener('pointermove', move);
        scroller.addEventListener('pointerup', end, { once: true });
        scroller.addEventListener('pointercancel', end, { once: true });
    });
}

export function reveal(id, lane, path) {
    const drawing = document.getElementById(id);
    const lanes = drawing.matches('[data-roving]') ? [drawing] : [...drawing.querySelectorAll('[data-roving]')];
    const layer = [...lanes[lane].querySelectorAll('[data-stop]')].find((stop) => stop.dataset.path === path);
    layer?.scrollIntoView({ inline: 'center', block: 'nearest' });
    layer?.focus({ preventScroll: true });
}
