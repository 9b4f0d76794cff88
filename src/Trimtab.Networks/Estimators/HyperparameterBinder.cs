using System.Reflection;
using System.Text.Json;
using Trimtab.Spaces;

namespace Trimtab.Networks;

/// <summary>Sets the properties of a settings type by their names in snake case.</summary>
/// <remarks>Reflection, once per type: what a builder's hyperparameters are is told by its parameter's type, so nothing is guessed from names at run time.</remarks>
internal sealed class HyperparameterBinder<THyperparameters>
    where THyperparameters : class, new()
{
    private readonly SortedDictionary<string, PropertyInfo> _properties = new(StringComparer.Ordinal);

    /// <summary>Reads the properties that can be set.</summary>
    /// <exception cref="TrimtabException">One bears a name in <paramref name="reserved"/>.</exception>
    public HyperparameterBinder(IReadOnlyCollection<string> reserved)
    {
        foreach (var property in typeof(THyperparameters).GetProperties().Where(p => p.CanWrite))
        {
            string name = JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name);
            if (reserved.Contains(name))
            {
                throw new TrimtabException($"'{name}' belongs to fitting, not to the builder. Take {property.Name} out of {typeof(THyperparameters).Name}.");
            }

            _properties.Add(name, property);
        }
    }

    /// <summary>The hyperparameters' names, sorted.</summary>
    public IReadOnlyCollection<string> Names => _properties.Keys;

    /// <summary>A copy of <paramref name="hyperparameters"/> with some set.</summary>
    /// <param name="hyperparameters">The values of the others.</param>
    /// <param name="parameters">Which to set.</param>
    /// <param name="known">All names to list when one is unknown.</param>
    /// <exception cref="TrimtabException">A name is unknown, or a value does not fit its property.</exception>
    public THyperparameters With(THyperparameters hyperparameters, ParameterSet parameters, IEnumerable<string> known)
    {
        var copy = new THyperparameters();
        foreach (var property in _properties.Values)
        {
            property.SetValue(copy, property.GetValue(hyperparameters));
        }

        foreach (var (name, value) in parameters)
        {
            Set(copy, name, value, known);
        }

        return copy;
    }

    private void Set(THyperparameters hyperparameters, string name, ParameterValue value, IEnumerable<string> known)
    {
        var property = _properties.GetValueOrDefault(name) ?? throw new UnknownNameException("parameter", name, known);
        try
        {
            property.SetValue(hyperparameters, value.As(property.PropertyType), BindingFlags.DoNotWrapExceptions, null, null, null);
        }
        catch (Exception error) when (error is TrimtabException or ArgumentException)
        {
            throw new TrimtabException($"Parameter '{name}' can't be {value}. {error.Message}", error);
        }
    }
}
