using System.Reflection;
using System.Text.Json;
using Trimtab.Spaces;

namespace Trimtab.Networks;

/// <summary>Sets the properties of a settings type by their names in snake case.</summary>
/// <remarks>Uses reflection, once per type.</remarks>
internal sealed class HyperparameterBinder<THyperparameters>
    where THyperparameters : class, new()
{
    private readonly SortedDictionary<string, PropertyInfo> _properties = new(StringComparer.Ordinal);

    /// <summary>Reads the settable properties.</summary>
    /// <exception cref="TrimtabException">A property has a name in <paramref name="reserved"/>.</exception>
    public HyperparameterBinder(IReadOnlyCollection<string> reserved)
    {
        foreach (var property in typeof(THyperparameters).GetProperties().Where(p => p.CanWrite))
        {
            string name = JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name);
            if (reserved.Contains(name))
            {
                throw new TrimtabException(
                    $"'{name}' is a parameter of the training, not of the builder. "
                    + $"Remove {property.Name} from {typeof(THyperparameters).Name}.");
            }

            _properties.Add(name, property);
        }
    }

    /// <summary>Names of the hyperparameters, sorted.</summary>
    public IReadOnlyCollection<string> Names => _properties.Keys;

    /// <summary>All values as text; those of different values differ.</summary>
    public string TextOf(THyperparameters hyperparameters) => string.Join(", ", _properties.Select(
        property => $"{property.Key} = {InvariantText.WholeList([property.Value.GetValue(hyperparameters) ?? "null"])}"));

    /// <summary>A copy of <paramref name="hyperparameters"/> with some set.</summary>
    /// <param name="hyperparameters">Values of the hyperparameters that are not in <paramref name="parameters"/>.</param>
    /// <param name="parameters">The hyperparameters to set.</param>
    /// <param name="known">All names, for the message about an unknown one.</param>
    /// <exception cref="TrimtabException">A name is unknown, or a value does not convert to the type of its property.</exception>
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
