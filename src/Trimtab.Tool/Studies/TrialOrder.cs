namespace Trimtab.Tool.Studies;

/// <summary>An order of trials by something they have; those that lack it come last, and equal ones stay by number.</summary>
internal sealed class TrialOrder
{
    /// <summary>The words that are an order in every study; names of objectives and parameters are others.</summary>
    public static IReadOnlyList<string> Fixed { get; } = ["number", "value", "duration", "started"];

    private readonly Func<Trial, IComparable?> _key;
    private readonly bool _isDescending;

    private TrialOrder(Func<Trial, IComparable?> key, bool isDescending) => (_key, _isDescending) = (key, isDescending);

    /// <summary>The order that a word says: <c>value</c> is best first, <c>-duration</c> the longest first.</summary>
    /// <exception cref="UnknownNameException">No trial has it.</exception>
    public static TrialOrder Of(string word, StudySnapshot study)
    {
        bool isDescending = word.StartsWith('-');
        string name = isDescending ? word[1..] : word;
        return new(KeyOf(name, study), isDescending);
    }

    /// <summary>Trials in the order.</summary>
    public IEnumerable<Trial> Sort(IEnumerable<Trial> trials)
    {
        var present = trials.Select(trial => (Trial: trial, Key: _key(trial))).OrderBy(item => item.Key is null);
        return (_isDescending ? present.ThenByDescending(item => item.Key) : present.ThenBy(item => item.Key)).Select(item => item.Trial);
    }

    private static Func<Trial, IComparable?> KeyOf(string name, StudySnapshot study)
    {
        if (name == "value")
        {
            return Loss(study.Objectives[0]);
        }

        if (study.Objectives.FirstOrDefault(objective => objective.Name == name) is { } named)
        {
            return Loss(named);
        }

        string parameter = name.StartsWith("params_", StringComparison.Ordinal) ? name["params_".Length..] : name;
        return name switch
        {
            "number" => trial => trial.Number,
            "duration" => trial => trial.IsFinished ? trial.Duration : null,
            "started" => trial => trial.Started,
            _ when study.Trials.Any(trial => trial.Parameters.ContainsKey(parameter)) => trial => Comparable(trial, parameter),
            _ => throw new UnknownNameException(
                "order", name, Fixed.Concat(study.Trials.SelectMany(trial => trial.Parameters.Keys).Distinct())),
        };
    }

    /// <summary>Trials that violate a constraint after those that satisfy all, the least violation first, as the library has it.</summary>
    private static Func<Trial, IComparable?> Loss(Objective objective) =>
        trial => trial.Values.TryGetValue(objective.Name, out double value) ? (trial.Violation, objective.Loss(value)) : null;

    /// <summary>Numbers before texts.</summary>
    private static IComparable? Comparable(Trial trial, string parameter) =>
        !trial.Parameters.TryGetValue(parameter, out var value) ? null
        : value.IsNumber ? (0, value.As<double>(), "")
        : (1, 0.0, value.ToDisplayString());
}
