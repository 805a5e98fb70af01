// What a page cannot do without a script: times of the reader's own, counting down, and saying what has changed.
(() => {
  'use strict';

  const language = document.documentElement.lang;
  const relative = new Intl.RelativeTimeFormat(language + '-u-nu-latn', { numeric: 'always', style: 'long' });
  const units = [['day', 86400], ['hour', 3600], ['minute', 60], ['second', 1]];
  const two = (number) => String(number).padStart(2, '0');

  function local(time) {
    const at = new Date(time.dateTime);
    const today = new Date().toDateString() === at.toDateString();
    const date = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
    const clock = `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
    time.title = `${date} ${clock}`;
    time.textContent = today ? clock : `${date} ${clock}`;
    time.removeAttribute('data-local');
  }

  function countDown(time) {
    const seconds = Math.round((new Date(time.dateTime) - Date.now()) / 1000);
    const [unit, size] = units.find(([, length]) => seconds >= length) || units[3];
    const text = seconds <= 0 ? document.body.dataset.now : relative.format(Math.floor(seconds / size), unit);
    if (time.textContent !== text) time.textContent = text;
  }

  function refresh(root) {
    root.querySelectorAll('time[data-local]').forEach(local);
    root.querySelectorAll('time[data-countdown]').forEach(countDown);
  }

  function announce() {
    const news = document.querySelector('[data-announce]');
    const place = document.getElementById('announcement');
    if (news && place && place.textContent !== news.dataset.announce) place.textContent = news.dataset.announce;
  }

  const connection = (lost) => {
    const notice = document.getElementById('connection');
    if (notice) notice.hidden = !lost;
  };

  // What is kept while the page around it is renewed loses the focus all the same, in some browsers.
  let focused = '';
  const rememberFocus = () => { focused = document.activeElement ? document.activeElement.id : ''; };
  const restoreFocus = () => {
    const again = focused && document.activeElement === document.body && document.getElementById(focused);
    if (again) again.focus({ preventScroll: true });
  };

  // Over HTTP/1.1 a browser opens six connections to a host at most: a tab that nobody sees holds none.
  let changes = null;
  htmx.createEventSource = (url) => {
    if (changes) changes.close();
    changes = new EventSource(url);
    if (document.hidden) changes.close();
    return changes;
  };
  function listenWhileSeen() {
    if (document.hidden) {
      if (changes) changes.close();
    } else if (changes && changes.readyState === EventSource.CLOSED) {
      // The extension opens a stream when it finds its element, and listens when it finds one with a trigger.
      document.querySelectorAll('[sse-connect], [sse-connect] [hx-trigger^="sse:"]')
        .forEach((each) => htmx.trigger(each, 'htmx:afterProcessNode'));
      const live = document.querySelector('[sse-connect] [hx-trigger^="sse:"]');
      if (live) htmx.trigger(live, 'sse:changed');
    }
  }

  refresh(document);
  document.addEventListener('visibilitychange', listenWhileSeen);
  document.addEventListener('htmx:beforeSwap', rememberFocus);
  setInterval(() => document.querySelectorAll('time[data-countdown]').forEach(countDown), 1000);
  document.addEventListener('htmx:afterSwap', () => { refresh(document); announce(); restoreFocus(); });
  document.addEventListener('htmx:sendError', () => connection(true));
  document.addEventListener('htmx:responseError', (event) => connection(event.detail.xhr.status >= 500));
  document.addEventListener('htmx:afterOnLoad', () => connection(false));
})();
