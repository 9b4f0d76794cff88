using System.Collections;
using System.Linq.Expressions;

namespace Trimtab.Spaces;

/// <summary>A grid whose parameters are properties of a settings type; converts to <see cref="ParameterGrid"/>.</summary>
/// <remarks>
/// <code>
/// ParameterGrid grid = new ParameterGrid&lt;Settings&gt;
/// {
///     { settings => settings.Rate, 0.001, 0.01 },
///     { nameof(Settings.Optimizer), "sgd", "adam" },
///     { "epochs", 10, 20 },
/// };
///
/// public sealed record Settings { public double Rate { get; init; } public string Optimizer { get; init; } = "sgd"; }
/// </code>
/// A lambda's values have the property's type. Not thread-safe; the grid it converts to is.
/// </remarks>
/// <typeparam name="T">The settings type; parameters are called as its properties, in snake case.</typeparam>
public sealed class ParameterGrid<T> : IEnumerable<KeyValuePair<string, ParameterValues>>
    where T : class
{
    private readonly List<KeyValuePair<string, ParameterValues>> _parameters = [];

    /// <summary>The grid of all that was added.</summary>
    /// <exception cref="ArgumentException">A list is empty or holds a value twice, or a parameter was added twice.</exception>
    public static implicit operator ParameterGrid(ParameterGrid<T> grid)
    {
        ArgumentNullException.ThrowIfNull(grid);
        return ParameterGrid.Create(grid._parameters);
    }

    /// <summary>Adds a property with its values, in the order they are tried.</summary>
    /// <param name="property">Returns the property: <c>settings => settings.Rate</c>.</param>
    /// <param name="values">One or more, different from one another.</param>
    /// <exception cref="ArgumentException"><paramref name="property"/> returns something else than a property of its argument.</exception>
    public void Add<TValue>(Expression<Func<T, TValue>> property, params IReadOnlyList<TValue> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        _parameters.Add(new(PropertyName<T>.Of(property), ParameterValues.Create([.. values.Select(value => ParameterValue.From(value))])));
    }

    /// <summary>Adds a parameter with its values, in the order they are tried.</summary>
    /// <param name="name">A property's, as <c>nameof</c> gives it, or any other parameter's own.</param>
    /// <param name="values">One or more, different from one another.</param>
    /// <exception cref="ArgumentException">The name is blank.</exception>
    public void Add(string name, params IReadOnlyList<ParameterValue> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        _parameters.Add(new(PropertyName<T>.Of(name), ParameterValues.Create([.. values])));
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, ParameterValues>> GetEnumerator() => _parameters.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Lists of values, by name, in one line.</summary>
    public override string ToString() => SpaceText.Of(_parameters);
}
