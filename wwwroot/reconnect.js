// What the page says while the server is not there. Blazor tells by an event how its attempts go.
(() => {
    'use strict';

    const pause = 10_000;
    const dialog = document.getElementById('components-reconnect-modal');
    const says = dialog.querySelector('[role=status]');
    let hasBlazorGivenUp = false, isTrying = false, timer;

    const tryNow = async () => {
        if (isTrying)
            return;
        isTrying = true;
        clearTimeout(timer);
        says.textContent = 'Trying…';
        try {
            // False: the server is there again, but has forgotten this page.
            if (!await Blazor.reconnect())
                location.reload();
        } catch {
            says.textContent = 'Still not reachable.';
        }
        isTrying = false;
        if (hasBlazorGivenUp && dialog.open)
            timer = setTimeout(tryNow, pause);
    };

    dialog.querySelector('button').addEventListener('click', tryNow);
    // Without the dialog nothing would tell that the page is dead.
    dialog.addEventListener('cancel', (event) => event.preventDefault());
    dialog.addEventListener('components-reconnect-state-changed', ({ detail }) => {
        switch (detail.state) {
            case 'show':
                says.textContent = '';
                if (!dialog.open)
                    dialog.showModal();
                break;
            case 'hide':
                hasBlazorGivenUp = false;
                clearTimeout(timer);
                dialog.close();
                break;
            case 'failed':
                hasBlazorGivenUp = true;
                timer = setTimeout(tryNow, pause);
                break;
            case 'rejected':
                location.reload();
                break;
        }
    });
})();
