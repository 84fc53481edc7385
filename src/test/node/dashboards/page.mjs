// The page that render.js opens: answers of Prometheus -> Grafana's data frames -> transformations and field settings by
// @grafana/data -> plain HTML and Chart.js.
import {
  Registry, applyFieldOverrides, createTheme, displayNameOverrideProcessor, formattedValueToString,
  getFieldDisplayName, getFieldDisplayValues, identityOverrideProcessor, numberOverrideProcessor, standardTransformers,
  standardTransformersRegistry, stringOverrideProcessor, thresholdsOverrideProcessor, toDataFrame, transformDataFrame,
  unitOverrideProcessor, valueMappingsOverrideProcessor, FieldType,
} from '@grafana/data';
import Chart from 'chart.js/auto';
import { firstValueFrom } from 'rxjs';

const theme = createTheme({ colors: { mode: 'light' } });
const ROW = 30;
const GAP = 8;
const GREY = '#8e8e8e';

const transformers = new Map(Object.values(standardTransformers).filter((each) => each && each.id).map((each) => [each.id, each]));
standardTransformersRegistry.setInit(() => [...transformers.values()].map((transformation) => ({ id: transformation.id, name: transformation.name, aliasIds: [], transformation })));

const setting = (id, process, isCustom) => ({
  id: isCustom ? `custom.${id}` : id, path: id, isCustom, name: id, editor: () => null, override: () => null, process, settings: {},
  shouldApply: () => true,
});
const settings = new Registry(() => [
  setting('unit', unitOverrideProcessor), setting('decimals', numberOverrideProcessor), setting('min', numberOverrideProcessor),
  setting('max', numberOverrideProcessor), setting('displayName', displayNameOverrideProcessor), setting('noValue', stringOverrideProcessor),
  setting('color', identityOverrideProcessor), setting('thresholds', thresholdsOverrideProcessor),
  setting('mappings', valueMappingsOverrideProcessor), setting('links', identityOverrideProcessor),
  ...['cellOptions', 'width', 'fillOpacity', 'thresholdsStyle', 'stacking', 'align', 'filterable', 'inspect', 'lineWidth', 'gradientMode',
    'axisPlacement', 'drawStyle', 'lineInterpolation', 'showPoints', 'spanNulls', 'axisSoftMin', 'axisSoftMax'].map((id) => setting(id, identityOverrideProcessor, true)),
]);

function legend(format, metric, refId) {
  if (format && format !== '__auto') return format.replace(/{{\s*(\w+)\s*}}/g, (_, name) => metric[name] || '');
  const labels = Object.entries(metric).filter(([name]) => name !== '__name__').map(([name, value]) => `${name}="${value}"`);
  return metric.__name__ || labels.length ? `${metric.__name__ || ''}{${labels.join(', ')}}` : refId;
}

function frames(answers) {
  const tables = answers.filter((answer) => answer.format === 'table').length;
  return answers.flatMap(({ refId, format, legend: legendFormat, result }) => {
    if (format === 'table') {
      const names = [...new Set(result.flatMap((series) => Object.keys(series.metric)))].sort();
      return [toDataFrame({
        refId,
        fields: result.length === 0 ? [] : [
          { name: 'Time', type: FieldType.time, values: result.map((series) => series.value[0] * 1000) },
          ...names.map((name) => ({ name, type: FieldType.string, values: result.map((series) => series.metric[name] ?? '') })),
          { name: tables > 1 ? `Value #${refId}` : 'Value', type: FieldType.number, values: result.map((series) => Number(series.value[1].replace('Inf', 'Infinity'))) },
        ],
      })];
    }
    return result.map((series) => {
      const points = series.values || [series.value];
      return toDataFrame({
        refId,
        fields: [
          { name: 'Time', type: FieldType.time, values: points.map(([time]) => time * 1000) },
          { name: 'Value', type: FieldType.number, labels: series.metric, config: { displayNameFromDS: legend(legendFormat, series.metric, refId) },
            values: points.map(([, value]) => Number(value.replace('Inf', 'Infinity'))) },
        ],
      });
    });
  });
}

const element = (parent, tag, style, text) => {
  const made = parent.appendChild(document.createElement(tag));
  Object.assign(made.style, style);
  if (text !== undefined) made.textContent = text;
  return made;
};
const colorOf = (name) => theme.visualization.getColorByName(name);
const shownText = (display) => formattedValueToString(display);
const noData = (body, panel) => element(body, 'div', { color: GREY, textAlign: 'center', paddingTop: '14px', fontSize: '15px' }, panel.fieldConfig.defaults.noValue);

function reduced(panel, data) {
  return getFieldDisplayValues({ fieldConfig: { defaults: {}, overrides: [] }, reduceOptions: panel.options.reduceOptions, replaceVariables: (text) => text, theme, data, timeZone: 'Europe/Copenhagen' });
}

function stat(body, panel, data) {
  const values = reduced(panel, data);
  Object.assign(body.style, { display: 'flex', flexDirection: values.length > 3 ? 'column' : 'row', gap: '4px', justifyContent: 'space-around' });
  for (const { display } of values) {
    const box = element(body, 'div', { textAlign: 'center', flex: '1', overflow: 'hidden' });
    if (values.length > 3) Object.assign(box.style, { display: 'flex', justifyContent: 'space-between', alignItems: 'center', padding: '0 12px', flex: '0 0 auto' });
    if (panel.options.textMode !== 'value' && values.length >= 1) element(box, 'div', { fontSize: '12px', color: '#555' }, display.title);
    element(box, 'div', { fontSize: values.length > 3 ? '17px' : '25px', fontWeight: '500', color: display.color || '#222', whiteSpace: 'nowrap' }, shownText(display));
  }
}

function bargauge(body, panel, data) {
  for (const { display, field } of reduced(panel, data)) {
    const line = element(body, 'div', { display: 'flex', alignItems: 'center', margin: '7px 4px', height: '26px' });
    element(line, 'div', { width: '135px', fontSize: '12px' }, display.title);
    const bar = element(line, 'div', { flex: '1', height: '100%', background: '#eceef0', position: 'relative' });
    const share = (value) => Math.max(0, Math.min(1, (value - field.min) / (field.max - field.min)));
    if (!Number.isNaN(display.numeric)) element(bar, 'div', { height: '100%', width: `${share(display.numeric) * 100}%`, background: display.color, opacity: '.75' });
    field.thresholds.steps.filter((step) => Number.isFinite(step.value)).forEach((step) =>
      element(bar, 'div', { position: 'absolute', left: `${share(step.value) * 100}%`, top: '-3px', bottom: '-3px', borderLeft: `2px dashed ${colorOf(step.color)}` }));
    element(line, 'div', { width: '75px', textAlign: 'right', fontSize: '15px', color: display.color }, shownText(display));
  }
}

function table(body, panel, [frame]) {
  const fields = frame.fields;
  let rows = [...Array(frame.length).keys()];
  for (const { displayName, desc } of [...panel.options.sortBy].reverse()) {
    const by = frame.fields.find((field) => getFieldDisplayName(field, frame) === displayName);
    if (!by) continue;
    const key = (value) => (typeof value === 'number' && !Number.isNaN(value) ? value : value === undefined || value === null || Number.isNaN(value) ? (desc ? -Infinity : Infinity) : value);
    rows = rows.sort((a, b) => { const [x, y] = [key(by.values[a]), key(by.values[b])]; return (x < y ? -1 : x > y ? 1 : 0) * (desc ? -1 : 1); });
  }
  const shown = element(body, 'table', { width: '100%', borderCollapse: 'collapse', fontSize: '12.5px', tableLayout: 'auto' });
  const head = element(shown, 'tr', { background: '#f4f5f5' });
  fields.forEach((field) => element(head, 'th', { textAlign: field.type === 'number' ? 'right' : 'left', padding: '3px 7px', fontWeight: '500', color: '#1f60c4', width: field.config.custom && field.config.custom.width ? `${field.config.custom.width}px` : '' }, getFieldDisplayName(field, frame)));
  for (const row of rows) {
    const line = element(shown, 'tr', { borderTop: '1px solid #e4e7e7' });
    for (const field of fields) {
      const value = field.values[row];
      const display = field.display(value);
      const { type } = (field.config.custom && field.config.custom.cellOptions) || { type: 'auto' };
      const cell = element(line, 'td', { textAlign: field.type === 'number' ? 'right' : 'left', padding: '3px 7px', whiteSpace: 'nowrap', overflow: 'hidden', maxWidth: '330px', textOverflow: 'ellipsis' });
      const text = shownText(display);
      const mapped = display.color === GREY;
      if (type === 'gauge' && Number.isFinite(value)) {
        const max = field.config.max ?? (Math.max(...field.values.filter(Number.isFinite)) || 1);
        const box = element(cell, 'div', { display: 'flex', alignItems: 'center', gap: '6px', minWidth: '90px' });
        const bar = element(box, 'div', { flex: '1', height: '13px', background: '#eceef0', position: 'relative' });
        element(bar, 'div', { height: '100%', width: `${Math.min(1, value / max) * 100}%`, background: display.color, opacity: '.8' });
        element(box, 'span', { minWidth: '46px', color: display.color }, text);
      } else {
        element(cell, 'span', {
          color: type === 'color-text' || mapped ? display.color : '', padding: type === 'color-background' ? '0 8px' : '', display: 'inline-block',
          background: type === 'color-background' && !mapped ? display.color : '', minWidth: type === 'color-background' ? '40px' : '',
        }, text);
      }
    }
  }
}

const lines = (field) => (field.config.custom.thresholdsStyle.mode === 'off' ? [] : field.config.thresholds.steps.filter((step) => Number.isFinite(step.value)));
const thresholdLines = (steps) => ({
  id: 'thresholdLines',
  afterDatasetsDraw({ ctx, chartArea, scales }) {
    for (const step of steps) {
      const y = scales.y.getPixelForValue(step.value);
      if (y < chartArea.top || y > chartArea.bottom) continue;
      ctx.save();
      ctx.setLineDash([6, 4]);
      ctx.strokeStyle = colorOf(step.color);
      ctx.lineWidth = 1.5;
      ctx.beginPath();
      ctx.moveTo(chartArea.left, y);
      ctx.lineTo(chartArea.right, y);
      ctx.stroke();
      ctx.restore();
    }
  },
});
const base = (formatter, field) => ({
  animation: false, responsive: true, maintainAspectRatio: false,
  plugins: { legend: { position: 'bottom', labels: { boxWidth: 12, font: { size: 11 } } }, tooltip: { enabled: false } },
  scales: { y: { min: field.config.min, max: field.config.max, suggestedMax: field.config.custom && field.config.custom.axisSoftMax, beginAtZero: true, ticks: { callback: formatter, font: { size: 11 }, maxTicksLimit: 7 } }, x: { ticks: { font: { size: 11 } }, grid: { display: false } } },
});
const fieldColor = (field, index) => (field.config.color && field.config.color.mode === 'fixed' ? colorOf(field.config.color.fixedColor)
  : theme.visualization.getColorByName(theme.visualization.palette[index % theme.visualization.palette.length]));

function barchart(body, panel, [frame]) {
  const named = frame.fields.map((field) => [getFieldDisplayName(field, frame), field]);
  const x = frame.fields.find((field) => field.name === panel.options.xField || getFieldDisplayName(field, frame) === panel.options.xField)
    || frame.fields.find((field) => field.type === FieldType.string);
  const series = named.filter(([, field]) => field.type === FieldType.number && field !== x);
  const stacked = panel.options.stacking !== 'none';
  const options = base((value) => shownText(series[0][1].display(value)), series[0][1]);
  options.scales.x.stacked = options.scales.y.stacked = stacked;
  if (stacked && panel.fieldConfig.defaults.unit !== 'percentunit') delete options.scales.y.max;
  const labels = {
    id: 'labels',
    afterDatasetsDraw(chart) {
      if (panel.options.showValue === 'never') return;
      chart.data.datasets.forEach((dataset, d) => chart.getDatasetMeta(d).data.forEach((bar, i) => {
        const value = dataset.data[i];
        if (!Number.isFinite(value)) return;
        const display = series[d][1].display(value);
        const { ctx } = chart;
        ctx.save();
        ctx.font = '10.5px sans-serif';
        ctx.fillStyle = display.color === GREY ? GREY : stacked ? theme.colors.getContrastText(dataset.backgroundColor) : '#333';
        ctx.textAlign = 'center';
        ctx.fillText(shownText(display), bar.x, stacked && display.color !== GREY ? (bar.y + bar.base) / 2 + 4 : bar.y - 4);
        ctx.restore();
      }));
    },
  };
  new Chart(element(body, 'canvas', {}), {
    type: 'bar',
    data: { labels: x.values.map((value) => shownText(x.display(value))), datasets: series.map(([label, field], i) => ({ label, data: [...field.values], backgroundColor: fieldColor(field, i), categoryPercentage: 0.8, barPercentage: 0.95 })) },
    options, plugins: [thresholdLines(lines(series[0][1])), labels],
  });
}

function timeseries(body, panel, data, range) {
  const fields = data.flatMap((frame) => frame.fields.filter((field) => field.type === FieldType.number).map((field) => ({ frame, field, time: frame.fields[0] })));
  const stacked = panel.fieldConfig.defaults.custom.stacking.mode === 'normal';
  const options = base((value) => shownText(fields[0].field.display(value)), fields[0].field);
  Object.assign(options.scales.x, { type: 'linear', min: range.from * 1000, max: range.to * 1000 });
  options.scales.x.ticks.callback = (value) => new Date(value).toLocaleTimeString('da-DK', { hour: '2-digit', minute: '2-digit' });
  options.scales.y.stacked = stacked;
  new Chart(element(body, 'canvas', {}), {
    type: 'line',
    data: { datasets: fields.map(({ frame, field, time }, i) => ({ label: getFieldDisplayName(field, frame, data), data: field.values.map((y, at) => ({ x: time.values[at], y })), borderColor: fieldColor(field, i), backgroundColor: fieldColor(field, i) + '55', borderWidth: 1.3, pointRadius: field.values.length < 3 ? 3 : 0, fill: stacked ? 'stack' : false })) },
    options, plugins: [thresholdLines(lines(fields[0].field))],
  });
}

const DRAWN = { stat, bargauge, table, barchart, timeseries };

globalThis.draw = async ({ title, shown, panels, range, width }) => {
  Object.assign(document.body.style, { margin: '0', background: '#f4f5f5', fontFamily: '"DejaVu Sans", sans-serif', color: '#222' });
  element(document.body, 'div', { padding: '10px 12px', fontSize: '18px', fontWeight: '500' }, [title, ...shown].join('   |   '));
  const canvas = element(document.body, 'div', { position: 'relative', margin: '0 8px' });
  const unit = (width - 16) / 24;
  let bottom = 0;
  for (const { panel, answers } of panels) {
    const { x, y, w, h } = panel.gridPos;
    bottom = Math.max(bottom, y + h);
    const box = element(canvas, 'div', { position: 'absolute', left: `${x * unit}px`, top: `${y * (ROW + GAP)}px`, width: `${w * unit - GAP}px`, height: `${h * (ROW + GAP) - GAP}px`, overflow: 'hidden', boxSizing: 'border-box' });
    if (panel.type === 'row') {
      element(box, 'div', { fontSize: '15px', fontWeight: '600', paddingTop: '10px' }, `▾ ${panel.title}`);
      continue;
    }
    Object.assign(box.style, { background: '#fff', border: '1px solid #dcdfe0', borderRadius: '3px', display: 'flex', flexDirection: 'column' });
    element(box, 'div', { fontSize: '13px', fontWeight: '600', padding: '5px 8px', flex: 'none' }, panel.title);
    const body = element(box, 'div', { flex: '1', padding: '0 6px 4px', minHeight: '0', position: 'relative', overflow: 'hidden' });
    const transformed = await firstValueFrom(transformDataFrame(panel.transformations || [], frames(answers)));
    const data = applyFieldOverrides({ data: transformed, fieldConfig: panel.fieldConfig, replaceVariables: (text) => text, theme, timeZone: 'Europe/Copenhagen', fieldConfigRegistry: settings });
    if (data.every((frame) => frame.length === 0)) noData(body, panel);
    else DRAWN[panel.type](body, panel, data, range);
  }
  canvas.style.height = `${bottom * (ROW + GAP)}px`;
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
};
