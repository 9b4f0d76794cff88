using System.Collections;
using System.Linq.Expressions;
using System.Reflection;

namespace Trimtab.Spaces;

/// <summary>A search space whose parameters are properties of a settings type; converts to <see cref="SearchSpace"/>.</summary>
/// <remarks>
/// <code>
/// SearchSpace space = new SearchSpace&lt;Settings&gt;
/// {
///     { settings => settings.Rate, new FloatDistribution(1e-4, 1e-1, Log: true) },
///     { "epochs", new IntDistribution(5, 40) },
/// };
///
/// public sealed record Settings { public double Rate { get; init; } }
/// </code>
/// Where the distributions stand beside the properties, as attributes, see <see cref="TypedSpace{T}"/>. Not thread-safe; the space it
/// converts to is.
/// </remarks>
/// <typeparam name="T">The settings type; parameters are called as its properties, in snake case.</typeparam>
public sealed class SearchSpace<T> : IEnumerable<KeyValuePair<string, Distribution>>
    where T : class
{
    private readonly List<KeyValuePair<string, Distribution>> _parameters = [];

    /// <summary>The space of all that was added.</summary>
    /// <exception cref="ArgumentException">A parameter was added twice.</exception>
    public static implicit operator SearchSpace(SearchSpace<T> space)
    {
        ArgumentNullException.ThrowIfNull(space);
        return SearchSpace.Create(space._parameters);
    }

    /// <summary>Adds a property with its distribution.</summary>
    /// <param name="property">Returns the property: <c>settings => settings.Rate</c>.</param>
    /// <param name="distribution">Its distribution.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="property"/> returns something else than a property of its argument, or the property can't hold every value.
    /// </exception>
    public void Add<TValue>(Expression<Func<T, TValue>> property, Distribution distribution)
    {
        ArgumentNullException.ThrowIfNull(distribution);
        Add(PropertyName<T>.Of(property), PropertyName<T>.PropertyOf(property), distribution);
    }

    /// <summary>Adds a parameter with its distribution.</summary>
    /// <param name="name">A property's, as <c>nameof</c> gives it, or any other parameter's own.</param>
    /// <param name="distribution">Its distribution.</param>
    /// <exception cref="ArgumentException">The name is blank, or the property can't hold every value.</exception>
    public void Add(string name, Distribution distribution)
    {
        ArgumentNullException.ThrowIfNull(distribution);
        Add(PropertyName<T>.Of(name), typeof(T).GetProperty(name), distribution);
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, Distribution>> GetEnumerator() => _parameters.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Distributions of the parameters, by name, in one line.</summary>
    public override string ToString() => SpaceText.Of(_parameters);

    private void Add(string name, PropertyInfo? property, Distribution distribution)
    {
        try
        {
            if (property is not null)
            {
                PropertyValues.Require(property, distribution);
            }
        }
        catch (Exception error) when (error is TrimtabException or ArgumentException)
        {
            throw new ArgumentException(
                $"A property must hold every value of its distribution. {typeof(T).Name}.{property!.Name} can't. {error.Message}",
                nameof(distribution),
                error);
        }

        _parameters.Add(new(name, distribution));
    }
}
