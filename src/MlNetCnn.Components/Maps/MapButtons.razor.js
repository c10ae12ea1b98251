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
