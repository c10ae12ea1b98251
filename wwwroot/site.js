// What the server cannot do from afar: colors before the first pixel, moving the focus, copying.
(() => {
    'use strict';

    // Storage may be switched off.
    const kept = {
        read: (key) => {
            try {
                return localStorage.getItem(key);
            } catch {
                return null;
            }
        },
        write: (key, value) => {
            try {
                localStorage.setItem(key, value);
                return true;
            } catch {
                return false;
            }
        },
    };

    const theme = (() => {
        const dark = matchMedia('(prefers-color-scheme: dark)');
        const choice = () => kept.read('theme') ?? 'system';
        const apply = () => {
            const chosen = choice();
            document.documentElement.dataset.theme = chosen === 'system' ? (dark.matches ? 'dark' : 'light') : chosen;
        };
        const choose = (value) => {
            if (kept.write('theme', value))
                apply();
            else
                document.documentElement.dataset.theme = value === 'dark' ? 'dark' : 'light';
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

    window.mlnetcnn = { kept, theme, copy };
})();
