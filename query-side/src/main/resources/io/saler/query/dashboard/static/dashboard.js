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
  let broken = 0;
  function renew() {
    const live = document.querySelector('[sse-connect] [hx-trigger^="sse:"]');
    if (live) htmx.trigger(live, 'sse:changed');
  }
  htmx.createEventSource = (url) => {
    if (changes) changes.close();
    changes = new EventSource(url);
    changes.addEventListener('away', () => connection(true));
    changes.addEventListener('error', () => {
      // A stream ends now and then, and is opened again within seconds unless Saler is away.
      broken = broken || setTimeout(() => connection(true), 6000);
    });
    changes.addEventListener('open', () => {
      if (!broken) return;
      clearTimeout(broken);
      broken = 0;
      renew();
    });
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
      renew();
    }
  }

  // A change is told once, so what could not be fetched then is tried again.
  let retry = 0;
  function away() {
    connection(true);
    clearTimeout(retry);
    retry = setTimeout(renew, 5000);
  }

  // What is sent twice by a double click is answered twice, and the second answer is all that is seen.
  let sent = 0;
  function sendOnce(event) {
    if (event.target.method !== 'post') return;
    if (Date.now() - sent < 10000) event.preventDefault();
    else sent = Date.now();
  }

  // That something was done is said once, not each time that the page is asked for again.
  function forgetWhatWasDone() {
    const address = new URL(location.href);
    ['done', 'undone'].forEach((name) => address.searchParams.delete(name));
    if (address.href !== location.href) history.replaceState(null, '', address);
  }

  refresh(document);
  forgetWhatWasDone();
  document.addEventListener('submit', sendOnce);
  window.addEventListener('pageshow', () => { sent = 0; });
  document.addEventListener('visibilitychange', listenWhileSeen);
  document.addEventListener('htmx:beforeSwap', rememberFocus);
  setInterval(() => document.querySelectorAll('time[data-countdown]').forEach(countDown), 1000);
  document.addEventListener('htmx:afterSwap', () => { refresh(document); announce(); restoreFocus(); });
  document.addEventListener('htmx:sendError', away);
  document.addEventListener('htmx:responseError', (event) => {
    if (event.detail.xhr.status >= 500) away();
  });
  document.addEventListener('htmx:afterOnLoad', () => connection(false));
})();
