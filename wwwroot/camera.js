// A camera of the visitor: its picture in a video element, single frames of it as JPEG files.
(() => {
    'use strict';

    const start = async (video) => {
        if (!navigator.mediaDevices) {
            return 'SecurityError'; // Not over HTTPS, and not this machine.
        }
        try {
            video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { width: { ideal: 640 }, height: { ideal: 480 } } });
            await video.play();
            return '';
        } catch (error) {
            return error.name;
        }
    };

    // The middle square.
    const frame = (video, side) => new Promise((done) => {
        const canvas = document.createElement('canvas');
        canvas.width = canvas.height = side;
        const [width, height] = [video.videoWidth, video.videoHeight];
        const edge = Math.min(width, height);
        canvas.getContext('2d').drawImage(video, (width - edge) / 2, (height - edge) / 2, edge, edge, 0, 0, side, side);
        canvas.toBlob(done, 'image/jpeg', 0.92);
    });

    const stop = (video) => {
        video.srcObject?.getTracks().forEach((track) => track.stop());
        video.srcObject = null;
    };

    // One frame after another, each when the one before is answered.
    const watch = async (video, component, side) => {
        while (video.srcObject) {
            const bytes = new Uint8Array(await (await frame(video, side)).arrayBuffer());
            if (!video.srcObject) {
                return;
            }
            try {
                await component.invokeMethodAsync('Frame', bytes);
            } catch {
                return stop(video); // The page is gone.
            }
            await new Promise((done) => setTimeout(done, 200));
        }
    };

    const recordings = new WeakMap();

    // Takes frames while a button with data-takes, the number of a class, is held down by pointer or key.
    const record = (form, video, component, side) => {
        const frames = new Map();
        let timer = null, number = 0, wasHeld = false;
        const take = async (of) => {
            const file = await frame(video, side);
            const [id, url] = [++number, URL.createObjectURL(file)];
            frames.set(id, { file, url });
            if (!await component.invokeMethodAsync('Took', of, id, url)) {
                drop(id);
            }
        };
        const drop = (id) => {
            URL.revokeObjectURL(frames.get(id)?.url);
            frames.delete(id);
        };
        const of = (event) => event.target.closest?.('[data-takes]:not(:disabled)')?.dataset.takes;
        const hold = (event) => {
            const index = of(event);
            if (index === undefined || timer) {
                return;
            }
            wasHeld = true;
            take(Number(index));
            timer = setInterval(() => take(Number(index)), 125);
        };
        const release = () => {
            clearInterval(timer);
            timer = null;
        };
        const isKey = (event) => event.key === ' ' || event.key === 'Enter';
        form.addEventListener('pointerdown', hold);
        form.addEventListener('keydown', (event) => isKey(event) && !event.repeat && hold(event));
        form.addEventListener('keyup', (event) => isKey(event) && release());
        form.addEventListener('focusout', (event) => of(event) !== undefined && release());
        form.addEventListener('contextmenu', (event) => of(event) !== undefined && event.preventDefault());
        for (const end of ['pointerup', 'pointercancel', 'pointerleave']) {
            form.addEventListener(end, release);
        }
        // Assistive technology presses without holding.
        form.addEventListener('click', (event) => {
            if (!wasHeld && of(event) !== undefined) {
                take(Number(of(event)));
            }
            wasHeld = false;
        });
        recordings.set(form, { frames, drop, release });
    };
    const drop = (form, ids) => ids.forEach((id) => recordings.get(form)?.drop(id));
    const forget = (form, video) => {
        const { frames, drop: remove, release } = recordings.get(form) ?? { frames: new Map() };
        release?.();
        [...frames.keys()].forEach((id) => remove(id));
        stop(video);
    };
    // classes: { name, frames: [id] }.
    const prepare = (form, classes) => window.mlnetcnn.upload.prepare(form, () => classes.flatMap(({ name, frames }) => frames.map((id) => (
        { path: `${name}/${String(id).padStart(5, '0')}.jpg`, file: recordings.get(form).frames.get(id).file }))));

    Object.assign(window.mlnetcnn, { camera: { start, stop, watch, record, drop, forget, prepare } });
})();
