#!/usr/bin/env python3
"""The cheapest plan of each synthetic institution by integer programming (HiGHS through SciPy).

Reads the data files alone and shares nothing with the program: an independent source for
Tests/ImprovementTests/Data/cheapest-plans.json. Needs scipy. Run from the repository's root after
a change of the catalogue, the model or the cohort:

    python3 Tests/Maintenance/cheapest-plans.py
"""
import csv, json, time
from fractions import Fraction as F
import numpy as np
from scipy.optimize import milp, LinearConstraint, Bounds
from scipy.sparse import lil_matrix
root = '.'; base = root + '/Questionnaires/vppp/2021.1/'
A = json.load(open(base + 'actions.json')); M = json.load(open(base + 'maturity.json'))
E = {x['id']: x for x in json.load(open(root + '/Samples/cohort-2021/cohort-2021-expected.json'))['institutions']}
days = {e['id']: e['person_days'] for e in A['efforts']}
acts = A['actions']; ids = [a['id'] for a in acts]; ix = {i: k for k, i in enumerate(ids)}
YN, SH = ['no', 'yes'], ['none', 'some', 'most', 'all']
LV = ['initial', 'basic', 'medium', 'high']; T = [F(l['threshold_percent'], 100) for l in M['levels']]
DIM = [d['id'] for d in M['dimensions']]
def scale(q): return YN if q[0] in 'VU' else SH
def val(q, o): return F(M['values']['yes_no' if q[0] in 'VU' else 'share'][o])
def items(q): return [q] if q[0] in 'VU' else [q + '.all', q + '.key']
rows = list(csv.DictReader(open(root + '/Samples/cohort-2021/cohort-2021-synthetic.csv', encoding='utf-8-sig'), delimiter=';'))
out = []
for r in rows:
    e = E[r['registration_number']]
    if not e['groups']: out.append((r['registration_number'], None)); continue
    v2, v3 = r['V2'], r['V3']
    def applicable(it):
        q = it.split('.')[0]
        if r[it] == 'not_applicable': return False
        if q in ('V3', 'U6') and v2 == '0': return False
        if '.' in it:
            if v2 == '0': return False
            if it.endswith('.key') and v3 == '0': return False
            if q == 'K1' and r['kind'] != 'municipality': return False
        return True
    def known(it): return r[it] if r[it] not in ('', 'unknown', 'not_applicable') else None
    def rank(it): return scale(it).index(known(it)) if known(it) else -1
    opens = [any(applicable(i) and rank(i) < scale(i).index(y['to']) for y in a['raises'] for i in items(y['question'])) for a in acts]
    # conditions
    def prereq_closure(k, s):
        for p in acts[k]['prerequisites']:
            if opens[ix[p]] and ix[p] not in s: s.add(ix[p]); prereq_closure(ix[p], s)
        return s
    def cond(k):
        w = acts[k].get('when')
        if not w: return True
        if w == 'kind = municipality': return r['kind'] == 'municipality'
        q, op, o = w.split()
        lvl = {}
        for it in items(q):
            if not applicable(it): continue
            lvl[it] = rank(it)
        for p in prereq_closure(k, set()):
            for y in acts[p]['raises']:
                for it in items(y['question']):
                    if it in lvl: lvl[it] = max(lvl[it], SH.index(y['to']))
        if any(v < 0 for v in lvl.values()): return False
        i = SH.index(o)
        return all(v < i if op == '<' else v >= i for v in lvl.values())
    ok = [opens[k] and bool(set(a['groups']) & set(e['groups'])) and cond(k) for k, a in enumerate(acts)]
    # prerequisite unavailable?
    n = len(acts); 
    # z[item,level] chosen final option variables
    its = sorted({i for k, a in enumerate(acts) if ok[k] for y in a['raises'] for i in items(y['question']) if applicable(i)})
    var = n; zs = {}
    for it in its:
        for o in range(rank(it) + 1, len(scale(it))):
            zs[it, o] = var; var += 1
    cons = []; lo = []; hi = []
    def add(d, l, h=np.inf): cons.append(d); lo.append(l); hi.append(h)
    for it in its:
        vs = [zs[i2, o] for (i2, o) in zs if i2 == it]
        add({v: 1 for v in vs}, -np.inf, 1)
        for (i2, o), v in zs.items():
            if i2 != it: continue
            # final option exactly o: some action raising to o chosen, none higher
            raisers = [k for k, a in enumerate(acts) if ok[k] and any(it in items(y['question']) and scale(it).index(y['to']) == o for y in a['raises'])]
            d = {v: -1};
            for k in raisers: d[k] = 1
            add(d, 0)
            for k in range(n):
                if ok[k] and any(it in items(y['question']) and scale(it).index(y['to']) >= o for y in acts[k]['raises']):
                    # chosen k => z at some option >= o
                    add({**{zs[it, p]: 1 for p in range(o, len(scale(it)))}, k: -1}, 0) if any(it in items(y['question']) and scale(it).index(y['to']) == o for y in acts[k]['raises']) else None
    for k, a in enumerate(acts):
        for p in a['prerequisites']:
            if opens[ix[p]]: add({ix[p]: 1, k: -1}, 0)
    for d in DIM:
        t = e['target'][d]
        if t == 0: continue
        need = F(0); row = {}
        for q, w in M['weights'].items():
            if d not in w: continue
            for it in items(q):
                if not applicable(it): continue
                ww = w[d] * (2 if it.endswith('.key') else 1)
                cur = F(0)
                if known(it): cur = ww * (val(q, known(it)) - T[t])
                need -= cur
                for o, name in enumerate(scale(q)):
                    if (it, o) in zs: row[zs[it, o]] = float(4 * (ww * (val(q, name) - T[t]) - cur))
        add(row, float(4 * need))
        for g in M['gates']:
            if g['dimension'] != d or LV.index(g['level']) > t: continue
            q, op, o = g['requirement'].split()
            it = items(q)[0]
            if not applicable(it): continue
            oi = scale(q).index(o)
            if rank(it) >= oi: continue
            add({zs[it, p]: 1 for p in range(oi, len(scale(q))) if (it, p) in zs}, 1)
    mat = lil_matrix((len(cons), var))
    for i, d in enumerate(cons):
        for k, v in d.items(): mat[i, k] = v
    c = np.zeros(var)
    for k, a in enumerate(acts): c[k] = days[a['effort']]
    ub = np.ones(var)
    for k in range(n):
        if not ok[k]: ub[k] = 0
    t0 = time.time()
    args = dict(integrality=np.ones(var), bounds=Bounds(0, ub), constraints=LinearConstraint(mat.tocsr(), lo, hi))
    res = milp(c, **args)
    lp = milp(c, integrality=np.zeros(var), bounds=args['bounds'], constraints=args['constraints'])
    if res.x is None: out.append((r['registration_number'], 'infeasible')); print(r['registration_number'], e['groups'], 'INFEASIBLE'); continue
    cost = round(res.fun)
    # fewest actions at that cost
    lo2, hi2 = lo + [-np.inf], hi + [cost + .5]
    m2 = lil_matrix((len(cons) + 1, var)); m2[:-1] = mat; 
    for k in range(n): m2[len(cons), k] = c[k]
    c2 = np.zeros(var); c2[:n] = 1
    r2 = milp(c2, integrality=np.ones(var), bounds=args['bounds'], constraints=LinearConstraint(m2.tocsr(), lo2, hi2))
    out.append((r['registration_number'], cost, round(r2.fun)))
    print(r['registration_number'], e['groups'], 'cost', cost, 'lp', round(lp.fun, 2), 'count', round(r2.fun), 'nodes', res.mip_node_count, f'{time.time()-t0:.2f}s', flush=True)
lines = ',\n'.join('  ' + json.dumps({'registration_number': o[0], **({} if o[1] is None else {'person_days': o[1], 'actions': o[2]})}) for o in out)
open('Tests/ImprovementTests/Data/cheapest-plans.json', 'w').write('[\n' + lines + '\n]\n')
