// Saving drawings and numbers.
function download(blob, name) {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

export function saveText(name, type, text) {
    download(new Blob([text], { type }), name);
}

const styles = ['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-dasharray', 'font-family', 'font-size', 'font-weight', 'text-anchor'];

// The style sheet stays behind: what it says goes into each element.
function alone(svg) {
    const copy = svg.cloneNode(true);
    const originals = svg.querySelectorAll('*');
    copy.querySelectorAll('*').forEach((element, i) => {
        const computed = getComputedStyle(originals[i]);
        const kept = [...element.attributes].filter((a) => !/^(role|tabindex|class|data-.*|b-.*|aria-expanded)$/.test(a.name));
        [...element.attributes].filter((a) => !kept.includes(a)).forEach((a) => element.removeAttribute(a.name));
        element.setAttribute('style', styles.map((name) => `${name}:${computed.getPropertyValue(name)}`).join(';'));
    });
    const ground = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
    ground.setAttribute('width', '100%');
    ground.setAttribute('height', '100%');
    ground.setAttribute('fill', getComputedStyle(document.body).backgroundColor);
    copy.prepend(ground);
    copy.removeAttribute('style');
    copy.setAttribute('width', svg.viewBox.baseVal.width);
    copy.setAttribute('height', svg.viewBox.baseVal.height);
    return new XMLSerializer().serializeToString(copy);
}

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

export async function savePicture(svg, format, name) {
    const text = alone(svg);
    download(format === 'png' ? await picture(svg, text) : new Blob([text], { type: 'image/svg+xml' }), `${name}.${format}`);
}

export const saveDrawing = (figure, format, name) => savePicture(figure.querySelector('.chart-drawing'), format, name);
