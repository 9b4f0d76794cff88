namespace Trimtab.Spaces;

/// <summary>A space of which some parameters are searched only under a condition. Immutable; thread-safe.</summary>
internal sealed class ConditionalSpace
{
    private readonly SearchSpace _space;
    private readonly IReadOnlyDictionary<string, ParameterCondition> _conditions;
    private readonly List<string> _order = []; // each parameter after the one that its condition is about

    /// <exception cref="UnknownNameException">A condition is for, or about, a parameter that the space does not have.</exception>
    /// <exception cref="TrimtabException">
    /// The space has rules, conditions depend on one another in a circle, or one is about a value that its parameter never has.
    /// </exception>
    public ConditionalSpace(SearchSpace space, IReadOnlyDictionary<string, ParameterCondition> conditions)
    {
        (_space, _conditions) = (space, conditions);
        if (conditions.Count > 0 && space.Rules.Count > 0)
        {
            throw new TrimtabException("A space of conditions must have no rules: they may be about parameters that are not searched. "
                + $"Got {InvariantText.Contents(space.Rules)}.");
        }

        foreach (var (name, condition) in conditions)
        {
            Require(name);
            Require(condition.Parameter);
            if (condition.Values.FirstOrDefault(value => !space[condition.Parameter].Contains(value)) is { Value: not null } never)
            {
                throw new TrimtabException($"A condition must be about values that its parameter may have. '{name}' is searched where "
                    + $"{condition}, and {condition.Parameter} is never {never.ToDisplayString()}.");
            }
        }

        foreach (string name in space.Keys)
        {
            Order(name, []);
        }
    }

    /// <summary>Whether there are no conditions.</summary>
    public bool IsFlat => _conditions.Count == 0;

    /// <summary>Chooses a value for each parameter that is searched, those that others depend on first.</summary>
    public ParameterSet Choose(Func<string, Distribution, ParameterValue> choose)
    {
        var chosen = new Dictionary<string, ParameterValue>();
        foreach (string name in _order.Where(name => !_conditions.TryGetValue(name, out var condition) || condition.IsMet(chosen)))
        {
            chosen.Add(name, choose(name, _space[name]));
        }

        return ParameterSet.Create(chosen);
    }

    /// <summary>The parameters of a whole set that are searched.</summary>
    public ParameterSet Searched(ParameterSet parameters) => IsFlat ? parameters : Choose((name, _) => parameters[name]);

    /// <summary>Requires a set to have a value that the space allows for each parameter that is searched, and no other parameter.</summary>
    /// <param name="parameters">The set.</param>
    /// <param name="what">What it is, for the message.</param>
    /// <exception cref="TrimtabException">It has not.</exception>
    public void Require(ParameterSet parameters, string what)
    {
        if (IsFlat)
        {
            _space.Require(parameters, what);
            return;
        }

        var searched = Choose((name, distribution) => parameters.TryGetValue(name, out var value) && distribution.Contains(value)
            ? value
            : throw new TrimtabException($"A {what} candidate must have a value of {distribution} for '{name}'. "
                + $"Got {parameters.ToDisplayString()}."));
        if (parameters.Keys.FirstOrDefault(name => !searched.ContainsKey(name)) is { } other)
        {
            throw new TrimtabException(_space.ContainsKey(other)
                ? $"A {what} candidate must have no parameter that is not searched with its others: '{other}' is searched where "
                    + $"{_conditions[other]}. Got {parameters.ToDisplayString()}."
                : $"A {what} candidate must have parameters of the space only. '{other}' is none of {string.Join(", ", _space.Keys)}.");
        }
    }

    private void Require(string name)
    {
        if (!_space.ContainsKey(name))
        {
            throw new UnknownNameException("parameter", name, _space.Keys);
        }
    }

    private void Order(string name, HashSet<string> above)
    {
        if (_order.Contains(name))
        {
            return;
        }

        if (!above.Add(name))
        {
            throw new TrimtabException($"Conditions must not depend on one another in a circle. Got {string.Join(", ", above)}.");
        }

        if (_conditions.TryGetValue(name, out var condition))
        {
            Order(condition.Parameter, above);
        }

        _order.Add(name);
    }
}
