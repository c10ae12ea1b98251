// Reading a map by the pointer; the page does not scroll while arrow keys read it.
import { listen } from '../Charts/LineChart.razor.js';
export { detach } from '../Charts/LineChart.razor.js';

export function attach(svg, component) {
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
        keydown: (event) => {
            if (event.key.startsWith('Arrow')) {
                event.preventDefault();
            }
        },
    });
}
