// Draws what the table says. Without this script there is the table.
(() => {
  'use strict';

  const place = document.getElementById('chart');
  const table = document.getElementById('figures');
  if (!place || !table || !window.echarts) return;

  const money = ['revenue', 'refunded', 'net', 'average'];
  // All at once could not be told apart; who wants these too finds them in the legend.
  const hidden = ['placed', 'refunded', 'average', 'cancelled'];
  const heads = [...table.tHead.rows[0].cells].slice(1);
  const rows = [...table.tBodies[0].rows];
  const names = rows.map((row) => row.cells[0].textContent);
  const rightToLeft = document.documentElement.dir === 'rtl';
  let drawn = null;

  function shade(name) {
    // Colours for light and dark are one value in the style sheet; a browser tells which of them it shows.
    const probe = document.createElement('span');
    probe.hidden = true;
    probe.className = 'tone-' + name;
    document.body.append(probe);
    const shown = getComputedStyle(probe).color;
    probe.remove();
    return shown;
  }

  function draw() {
    const text = shade('muted');
    const line = shade('line');
    const tones = ['running', 'completed', 'compensating', 'compensated', 'cancelled', 'stuck', 'teal', 'rose'].map(shade);
    if (drawn) drawn.dispose();
    place.hidden = false;
    drawn = window.echarts.init(place, null, { renderer: 'canvas' });
    drawn.setOption({
      animation: false,
      color: tones,
      textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
      grid: { left: 16, right: 16, top: 48, bottom: 8, containLabel: true },
      legend: {
        type: 'scroll',
        top: 0,
        textStyle: { color: text },
        pageTextStyle: { color: text },
        pageIconColor: text,
        inactiveColor: line,
        inactiveBorderColor: line,
        selected: Object.fromEntries(heads.map((head) => [head.textContent, !hidden.includes(head.dataset.figure)])),
      },
      tooltip: { trigger: 'axis', renderMode: 'richText' },
      xAxis: { type: 'category', data: names, inverse: rightToLeft, axisLabel: { color: text } },
      yAxis: [
        { type: 'value', position: rightToLeft ? 'right' : 'left', axisLabel: { color: text }, splitLine: { lineStyle: { color: line } } },
        { type: 'value', position: rightToLeft ? 'left' : 'right', axisLabel: { color: text }, splitLine: { show: false } },
      ],
      series: heads.map((head, at) => {
        const isMoney = money.includes(head.dataset.figure);
        return {
          name: head.textContent,
          type: isMoney ? 'line' : 'bar',
          yAxisIndex: isMoney ? 1 : 0,
          symbol: 'none',
          data: rows.map((row) => Number(row.cells[at + 1].textContent)),
        };
      }),
    });
  }

  draw();
  window.addEventListener('resize', () => drawn.resize());
  window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
})();
