"""Importances of random trials by Optuna's own PED-ANOVA. Usage: ped_anova.py <folder that holds Optuna's source> > ped-anova.json

Needs NumPy and SciPy. What Optuna only needs for storages, tables and logs is replaced by stand-ins.
"""

import json
import math
import random
import sys
from unittest.mock import MagicMock

sys.path.insert(0, sys.argv[1])
for name in [
    "colorlog", "tqdm", "tqdm.auto", "yaml", "alembic", "alembic.command", "alembic.config", "alembic.migration", "alembic.script",
    "sqlalchemy", "sqlalchemy.orm", "sqlalchemy.exc", "sqlalchemy.sql", "sqlalchemy.sql.functions", "sqlalchemy.dialects",
    "sqlalchemy.dialects.mysql", "sqlalchemy.dialects.sqlite",
]:
    sys.modules[name] = MagicMock()
import warnings; warnings.simplefilter("ignore")
import optuna
from optuna.importance import PedAnovaImportanceEvaluator, get_param_importances
from optuna.distributions import *
rng=random.Random(10)
def grid(low, high, step):
    n=round((high-low)/step); return [float(repr(round(low+i*step,10))) for i in range(n+1)]
cases=[]
for case in range(24):
    n=[8,20,60,150][case%4]; top=[0.1,0.25][case//4%2]
    dists={'real':FloatDistribution(-2,3),'rate':FloatDistribution(1e-5,1,log=True),'stepped':FloatDistribution(0,1,step=0.05),'fine':FloatDistribution(0,1,step=0.001),'whole':IntDistribution(-3,12),'thirds':IntDistribution(1,19,step=3),'wide':IntDistribution(0,1000),'layers':IntDistribution(1,1000,log=True),'kind':CategoricalDistribution(['linear','rbf','poly']),'flag':CategoricalDistribution([False,True])}
    w={k:rng.choice([0,0.3,1,3]) for k in dists}
    study=optuna.create_study(storage=optuna.storages.InMemoryStorage(), direction='maximize' if case%3==2 else 'minimize')
    rows=[]
    for t in range(n):
        p={'real':rng.uniform(-2,3) if case%2 else min(3,max(-2,rng.gauss(1,0.3))),'rate':10**rng.uniform(-5,0),'stepped':rng.choice(grid(0,1,.05)),'fine':rng.choice(grid(0,1,.001)),'whole':rng.randint(-3,12),'thirds':rng.choice(range(1,20,3)),'wide':rng.randint(0,1000),'layers':int(round(10**rng.uniform(0,3))),'kind':rng.choice(['linear','rbf','poly']),'flag':rng.random()<.5}
        v=w['real']*p['real']**2-w['rate']*math.log10(p['rate'])/2+w['stepped']*p['stepped']+w['fine']*p['fine']+w['whole']*p['whole']/10+w['thirds']*p['thirds']/9+w['wide']*p['wide']/400+w['layers']*math.log(p['layers'])/4+w['kind']*{'linear':0,'rbf':1,'poly':.4}[p['kind']]+w['flag']*(0.7 if p['flag'] else 0)
        if case%5==4: v=float(round(v))
        study.add_trial(optuna.trial.create_trial(params=p,distributions=dists,value=v)); rows.append({'parameters':p,'value':v})
    imp=get_param_importances(study,evaluator=PedAnovaImportanceEvaluator(target_quantile=top))
    cases.append({'top':top,'maximize':case%3==2,'trials':rows,'importance':imp})
json.dump({'meta':'Optuna 5.0.0.dev (1d8ce7bb6f3c), PedAnovaImportanceEvaluator and get_param_importances; made by ped_anova.py','cases':cases},sys.stdout,separators=(',',':'))
