"""Which dials let the most alliances survive? Optuna looks for them; every trial has the same luck, so that trials can be compared."""

import optuna
from alliance_dynamics import Scenario


def best(trials: int = 40, runs: int = 100) -> optuna.trial.FrozenTrial:
    """The best of so many trials of so many runs."""
    scenario = Scenario.bundled("vicious-circle")

    def survived(trial: optuna.Trial) -> float:
        dials = {f"dials.{dial}": trial.suggest_float(dial, 0.0, 1.0) for dial in ("control", "process", "agility")}
        runs_of_trial = scenario.run(points=[dials], runs=runs).runs.to_polars()
        return runs_of_trial.filter(runs_of_trial["arm"] == "base")["survived"].mean()

    optuna.logging.set_verbosity(optuna.logging.WARNING)
    study = optuna.create_study(direction="maximize", sampler=optuna.samplers.TPESampler(seed=1))
    study.optimize(survived, n_trials=trials)
    return study.best_trial


if __name__ == "__main__":
    found = best()
    print(f"{found.value:.0%} survive with {found.params}")
