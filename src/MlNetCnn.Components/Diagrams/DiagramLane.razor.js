// One tab stop for a group of things: arrow keys move between them.
const rest = (stops, at) => stops.forEach((stop) => stop.setAttribute('tabindex', stop === at ? '0' : '-1'));

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

// What had the focus may be gone after blocks were opened or folded: it goes to what took its place, and there is a tab stop again.
export function settle(lane, path) {
    const stops = [...lane.closest('[data-roving]').querySelectorAll('[data-stop]')];
    const turned = stops.find((stop) => path !== null && stop.dataset.path === path);
    rest(stops, turned ?? stops.find((stop) => stop.tabIndex === 0) ?? stops[0]);
    turned?.focus();
}
