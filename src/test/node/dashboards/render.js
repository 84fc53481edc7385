// Draws a dashboard as Grafana would: runs the panels' own queries against a Prometheus and lets Grafana's own library
// (@grafana/data) do the transformations, units, mappings, thresholds and reductions; only the drawing is ours.
//
//   npm ci
//   node render.js http://127.0.0.1:9090 ../../../../grafana/dashboards/ledelse.json ledelse.png [--var unit=jobcenter-0101]... [--width 1700] [--last 15m]
//
// It ends with 1 when a query fails or a panel that has no rows in the answer is not named with --may-be-empty TITLE.
const fs = require('fs');
const path = require('path');
const esbuild = require('esbuild');
const { chromium } = require('playwright-core');

const CHROMIUM = process.env.CHROMIUM || '/usr/bin/chromium';
const USAGE = 'usage: node render.js PROMETHEUS_URL DASHBOARD_JSON OUTPUT_PNG [--var NAME=VALUE]... [--may-be-empty TITLE]... [--width PIXELS] [--last 15m]';

function parse(argv) {
  const options = { variables: {}, mayBeEmpty: [], width: 1700 };
  const rest = [];
  for (let i = 0; i < argv.length; i++) {
    if (argv[i] === '--var') {
      const [name, ...value] = argv[++i].split('=');
      (options.variables[name] = options.variables[name] || []).push(value.join('='));
    } else if (argv[i] === '--may-be-empty') options.mayBeEmpty.push(argv[++i]);
    else if (argv[i] === '--last') options.last = argv[++i];
    else if (argv[i] === '--width') options.width = Number(argv[++i]);
    else rest.push(argv[i]);
  }
  if (rest.length !== 3) throw new Error(USAGE);
  [options.prometheus, options.dashboard, options.output] = rest;
  return options;
}

async function ask(prometheus, endpoint, parameters) {
  const response = await fetch(`${prometheus}/api/v1/${endpoint}`, { method: 'POST', body: new URLSearchParams(parameters) });
  const answer = await response.json();
  if (answer.status !== 'success') throw new Error(`${answer.error}\n  in ${parameters.query}`);
  return answer.data.result;
}

/** Seconds of Grafana's short durations: now-6h, 30s. */
function seconds(text) {
  const [, number, unit] = /(\d+)([smhd])$/.exec(text);
  return number * { s: 1, m: 60, h: 3600, d: 86400 }[unit];
}

/** What a query variable offers, as [{text, value}], by its query_result(...) and its regex with named groups. */
async function choices(variable, prometheus, time) {
  const query = /^query_result\((.*)\)$/s.exec(variable.query.query)[1];
  const [, body, flags] = /^\/(.*)\/(\w*)$/s.exec(variable.regex);
  return (await ask(prometheus, 'query', { query, time })).map((series) => {
    const labels = Object.entries(series.metric).map(([name, value]) => `${name}="${value}"`).join(',');
    const found = Object.assign({}, ...[...`{${labels}} ${series.value[1]}`.matchAll(new RegExp(body, flags))].map((m) =>
      Object.fromEntries(Object.entries(m.groups).filter(([, value]) => value !== undefined))));
    return { text: found.text || found.value, value: found.value };
  }).sort((a, b) => a.text.localeCompare(b.text, 'da'));
}

async function valuesOfVariables(dashboard, options, time) {
  const values = {};
  const shown = [];
  for (const variable of dashboard.templating.list.filter((v) => v.type === 'query')) {
    const offered = await choices(variable, options.prometheus, time);
    const chosen = options.variables[variable.name];
    if (chosen) {
      values[variable.name] = chosen.length > 1 ? `(${chosen.join('|')})` : chosen[0];
      shown.push(`${variable.label}: ${chosen.map((c) => (offered.find((o) => o.value === c) || { text: c }).text).join(', ')}`);
    } else if (variable.includeAll) {
      values[variable.name] = variable.allValue;
      shown.push(`${variable.label}: All (${offered.length})`);
    } else {
      values[variable.name] = offered[0].value;
      shown.push(`${variable.label}: ${offered[0].text}`);
    }
  }
  return { values, shown };
}

function substituted(expression, values, interval) {
  return expression
    .replace(/\$__rate_interval\b/g, `${Math.max(interval + 15, 60)}s`)
    .replace(/\$__interval\b/g, `${interval}s`)
    .replace(/\$(\w+)/g, (whole, name) => (name in values ? values[name] : whole));
}

async function answers(panel, options, values, range) {
  const step = Math.max(15, Math.ceil((range.to - range.from) / 200));
  return Promise.all(panel.targets.map(async (target) => {
    const query = substituted(target.expr, values, step);
    const result = target.range
      ? await ask(options.prometheus, 'query_range', { query, start: range.from, end: range.to, step })
      : await ask(options.prometheus, 'query', { query, time: range.to });
    return { refId: target.refId, format: target.format, legend: target.legendFormat, result };
  }));
}

async function main() {
  const options = parse(process.argv.slice(2));
  const dashboard = JSON.parse(fs.readFileSync(options.dashboard, 'utf8'));
  const to = Math.floor(Date.now() / 1000);
  const range = { from: to - seconds(options.last || dashboard.time.from), to };
  const { values, shown } = await valuesOfVariables(dashboard, options, to);
  const panels = [];
  for (const panel of dashboard.panels) {
    panels.push({ panel, answers: panel.type === 'row' ? [] : await answers(panel, options, values, range) });
  }
  const empty = panels
    .filter(({ panel, answers: given }) => panel.type !== 'row' && given.every((a) => a.result.length === 0))
    .map(({ panel }) => panel.title)
    .filter((title) => !options.mayBeEmpty.includes(title));

  const bundle = await esbuild.build({
    entryPoints: [path.join(__dirname, 'page.mjs')], bundle: true, write: false, format: 'iife', minify: true, logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
  });
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage({ viewport: { width: options.width, height: 900 }, timezoneId: 'Europe/Copenhagen', locale: 'da-DK' });
    const errors = [];
    page.on('pageerror', (error) => errors.push(error.message));
    await page.setContent('<!doctype html><meta charset="utf-8"><body></body>');
    await page.addScriptTag({ content: bundle.outputFiles[0].text });
    await page.evaluate((input) => globalThis.draw(input), { title: dashboard.title, shown, panels, range, width: options.width });
    await page.screenshot({ path: options.output, fullPage: true });
    if (errors.length) throw new Error(errors.join('\n'));
  } finally {
    await browser.close();
  }
  const queries = panels.reduce((sum, { answers: given }) => sum + given.length, 0);
  console.log(`${options.output}: ${dashboard.title}, ${panels.length} panels and rows, ${queries} queries, ${empty.length} panels without data`);
  empty.forEach((title) => console.log(`  no data: ${title}`));
  process.exitCode = empty.length ? 1 : 0;
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
