using Trimtab.Spaces;

namespace Trimtab.Tool.Programs.Grammar;

/// <summary>The parameters of a program, when each applies, and the rules between them. Immutable; thread-safe.</summary>
internal sealed class ProgramSpace
{
    private readonly ProgramParameter[] _ordered; // a parameter after those it depends on

    /// <summary>Reads a space from its words.</summary>
    /// <param name="parameters">As <c>lr=1e-5..1e-1:log</c>; one or more, of different names.</param>
    /// <param name="conditions">As <c>momentum:opt=sgd</c>; several of one parameter must all be met.</param>
    /// <param name="rules">As <c>min&lt;max</c>, of parameters without conditions.</param>
    /// <exception cref="TrimtabException">One has another form, or they do not fit one another.</exception>
    public ProgramSpace(IReadOnlyList<string> parameters, IReadOnlyList<string> conditions, IReadOnlyList<string> rules)
        : this([.. parameters.Select(ProgramParameter.Parse)], conditions, rules)
    {
    }

    private ProgramSpace(IReadOnlyList<ProgramParameter> parameters, IReadOnlyList<string> conditions, IReadOnlyList<string> rules)
    {
        Parameters = parameters;
        if (Parameters.CountBy(parameter => parameter.Name).FirstOrDefault(item => item.Value > 1) is { Key: { } twice })
        {
            throw new TrimtabException($"Each parameter is given once. Got '{twice}' several times.");
        }

        var byName = Parameters.ToDictionary(parameter => parameter.Name, StringComparer.Ordinal);
        Conditions = [.. conditions.Select(condition => Condition.Parse(condition, byName))];
        var depths = new Dictionary<string, int>();
        _ordered = [.. Parameters.OrderBy(parameter => Depth(parameter.Name, []))];
        Always = SearchSpace.Create(
            Parameters.Where(parameter => !IsConditional(parameter.Name))
                .Select(parameter => KeyValuePair.Create(parameter.Name, parameter.Distribution)),
            []);
        Rules = [.. rules.Select(RuleText.Parse)];
        string? late = Rules.SelectMany(rule => rule.ParameterNames).FirstOrDefault(IsConditional);
        if (late is not null)
        {
            throw new TrimtabException($"A rule is between parameters that always apply. '{late}' has a condition.");
        }

        Always = SearchSpace.Create(Always, Rules);
        foreach (var rule in Rules)
        {
            RuleReach.Require(rule, Always);
        }

        int Depth(string name, HashSet<string> above) => !above.Add(name)
            ? throw new TrimtabException($"A parameter can't depend on itself. '{name}' does, through {string.Join(", ", above)}.")
            : depths.TryGetValue(name, out int known) ? known
            : depths[name] = Of(name).Select(condition => 1 + Depth(condition.Other, [.. above])).DefaultIfEmpty(0).Max();
    }

    /// <summary>The parameters, in the order given.</summary>
    public IReadOnlyList<ProgramParameter> Parameters { get; }

    /// <summary>The conditions, in the order given.</summary>
    public IReadOnlyList<Condition> Conditions { get; }

    /// <summary>The rules, in the order given.</summary>
    public IReadOnlyList<SpaceRule> Rules { get; }

    /// <summary>The parameters every trial has, with the rules.</summary>
    public SearchSpace Always { get; }

    /// <summary>Every parameter, also those with conditions; without rules.</summary>
    public SearchSpace All =>
        SearchSpace.Create(Parameters.Select(parameter => KeyValuePair.Create(parameter.Name, parameter.Distribution)), []);

    /// <summary>A space of parameters that always apply.</summary>
    public static ProgramSpace Of(SearchSpace space) =>
        new([.. space.Select(item => new ProgramParameter(item.Key, item.Value))], [], []);

    /// <summary>The parameter called <paramref name="name"/>.</summary>
    /// <exception cref="UnknownNameException">There is none.</exception>
    public ProgramParameter this[string name] => Parameters.FirstOrDefault(parameter => parameter.Name == name)
        ?? throw new UnknownNameException("parameter", name, Parameters.Select(parameter => parameter.Name));

    /// <summary>Whether a parameter applies only when another has some value.</summary>
    public bool IsConditional(string name) => Conditions.Any(condition => condition.Parameter == name);

    /// <summary>Has a trial suggest all parameters that apply.</summary>
    public ParameterSet Suggest(IParameterSource trial)
    {
        var chosen = new Dictionary<string, ParameterValue>(StringComparer.Ordinal);
        foreach (var parameter in _ordered)
        {
            if (Of(parameter.Name).All(condition => condition.IsMet(chosen)))
            {
                chosen.Add(parameter.Name, trial.Suggest(parameter.Name, parameter.Distribution));
            }
        }

        return ParameterSet.Create(chosen);
    }

    /// <summary>
    /// Why a trial can't have the values it was given; null where it can. Parameters that the space does not have, or that do not apply, do
    /// not count.
    /// </summary>
    public string? Refusal(ParameterSet given) => Parameters
        .Where(parameter => given.ContainsKey(parameter.Name) && Unmet(given, parameter.Name) is null)
        .Select(parameter => parameter.Refusal(given[parameter.Name])).FirstOrDefault(refusal => refusal is not null);

    /// <summary>The same space with the choices that trials have had, where they are the same in another order or type.</summary>
    /// <param name="before">Parameters that trials have had.</param>
    public ProgramSpace With(SearchSpace before) =>
        Parameters.Select(parameter => parameter.With(before.GetValueOrDefault(parameter.Name))).ToList() is var changed
            && changed.SequenceEqual(Parameters)
        ? this
        : new(changed, [.. Conditions.Select(condition => condition.ToString())], [.. Rules.Select(RuleText.Of)]);

    /// <summary>Values of some parameters: <c>lr=0.1,opt=adam</c>.</summary>
    /// <exception cref="TrimtabException">It has another form, or a parameter can't have its value.</exception>
    public ParameterSet Values(string text) => Values(ValueText.Assignments(text));

    /// <summary>Values of some parameters, as they are written.</summary>
    /// <exception cref="TrimtabException">There is no such parameter, it can't have its value, or does not apply.</exception>
    public ParameterSet Values(IEnumerable<(string Name, string Word)> words) =>
        Applying(words.Select(item => KeyValuePair.Create(item.Name, this[item.Name].Value(item.Word))));

    /// <summary>Values of some parameters.</summary>
    /// <exception cref="TrimtabException">There is no such parameter, it can't have its value, or does not apply.</exception>
    public ParameterSet Values(ParameterSet given) =>
        Applying(given.Select(item => KeyValuePair.Create(item.Key, this[item.Key].Value(item.Value))));

    private ParameterSet Applying(IEnumerable<KeyValuePair<string, ParameterValue>> values)
    {
        var set = ParameterSet.Create(values);
        return set.Keys.Select(name => Unmet(set, name)).FirstOrDefault(condition => condition is not null) is not { } unmet
            ? set
            : throw new TrimtabException(
                $"'{unmet.Parameter}' applies only when {unmet.Words}. Got {unmet.Other}={ValueText.Item(set[unmet.Other])}.");
    }

    /// <summary>A line for each parameter and rule, in words.</summary>
    public IEnumerable<string> Words() =>
    [
        .. Parameters.Select(parameter => Of(parameter.Name) is { Length: > 0 } conditions
            ? $"{parameter}, only when {string.Join(" and ", conditions.Select(condition => condition.Words))}"
            : parameter.ToString()),
        .. Rules.Select(rule => $"always {rule}"),
    ];

    private Condition? Unmet(ParameterSet set, string name) =>
        Of(name).FirstOrDefault(condition => set.ContainsKey(condition.Other) && !condition.IsMet(set));

    private Condition[] Of(string name) => [.. Conditions.Where(condition => condition.Parameter == name)];
}
