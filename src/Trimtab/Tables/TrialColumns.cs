using Trimtab.Spaces;
using Trimtab.Storages;

namespace Trimtab.Tables;

/// <summary>The columns of a study's trials, those of Optuna's <c>trials_dataframe</c>.</summary>
internal sealed class TrialColumns
{
    private readonly StudySnapshot _study;
    private readonly StoredTrialForm _form;
    private readonly TableBuilder _parameters = new(), _attributes = new(), _system = new();
    private readonly Dictionary<string, ParameterValues> _choices = new(StringComparer.Ordinal);

    /// <param name="study">The study.</param>
    public TrialColumns(StudySnapshot study)
    {
        (_study, _form) = (study, new(study.Name, study.Objectives.Select(objective => objective.Name)));
        for (int row = 0; row < study.Trials.Count; row++)
        {
            Add(row, study.Trials[row]);
        }
    }

    /// <summary>The columns, in Optuna's order.</summary>
    public IEnumerable<TableColumn> All =>
    [
        Column("number", trial => (long)trial.Number),
        .. _study.Objectives.Select(objective => Column(
            TrialTable.ValueTitle(_study.Objectives, objective),
            trial => trial.Values.TryGetValue(objective.Name, out double value) ? value : null)),
        Column("datetime_start", trial => trial.Started),
        Column("datetime_complete", trial => trial.IsFinished ? trial.Started + trial.Duration : null),
        Column("duration", trial => trial.IsFinished ? trial.Duration.TotalSeconds : null),
        .. _parameters.Columns(_study.Trials.Count).Select(column => Parameter(column.Name, column.Cells)),
        .. _attributes.Columns(_study.Trials.Count).Select(column => TableColumn.Of(TrialTable.Attribute + column.Name, column.Cells)),
        .. _system.Columns(_study.Trials.Count).Select(column => TableColumn.Of(TrialTable.SystemAttribute + column.Name, column.Cells)),
        Column("state", trial => TrialTable.StateWord(trial.State)),
    ];

    private void Add(int row, Trial trial)
    {
        foreach (var (name, value) in trial.Parameters)
        {
            _parameters.Set(row, name, ChoiceForm.Cell(value));
            if (trial.Space.TryGetValue(name, out var distribution) && distribution is CategoricalDistribution list)
            {
                _choices[name] = list.Values;
            }
        }

        foreach (var (name, text) in trial.Attributes)
        {
            _attributes.Set(row, name, text);
        }

        foreach (var (name, json) in TableAttributes.Of(trial, _form))
        {
            _system.Set(row, name, json);
        }
    }

    private TableColumn Parameter(string name, SparseCells cells) =>
        _choices.TryGetValue(name, out var choices) && ChoiceForm.IsMixed(choices)
            ? new(TrialTable.Parameter + name, typeof(object), cells) { IsJson = ChoiceForm.IsJson(choices) }
            : TableColumn.Of(TrialTable.Parameter + name, cells);

    private TableColumn Column(string name, Func<Trial, object?> cell) => TableColumn.Of(name, [.. _study.Trials.Select(cell)]);
}
