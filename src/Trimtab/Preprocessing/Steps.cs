using System.Collections;
using System.Runtime.CompilerServices;
using Trimtab.Data;
using Trimtab.Spaces;

namespace Trimtab.Preprocessing;

/// <summary>Transformers one after another; each learns from what the one before has made of the training rows.</summary>
/// <remarks>
/// Immutable; equal when all steps are, in the same order. Thread-safe.
/// <code>
/// Steps steps = [new SimpleImputer(), ("scale", new StandardScaler())];
/// </code>
/// </remarks>
[CollectionBuilder(typeof(Steps), nameof(Create))]
public sealed class Steps : IReadOnlyList<Step>, IEquatable<Steps>
{
    private readonly Step[] _steps;

    private Steps(Step[] steps) => _steps = steps;

    /// <summary>How many steps there are.</summary>
    public int Count => _steps.Length;

    /// <summary>The step at <paramref name="index"/>.</summary>
    public Step this[int index] => _steps[index];

    /// <summary>The steps' names, and each step's settings as <c>step__setting</c>.</summary>
    public IReadOnlyCollection<string> ParameterNames =>
    [
        .. _steps.SelectMany(step =>
            step.Transformer.ParameterNames.Select(name => NestedName.Of(step.Name, name)).Prepend(step.Name)),
    ];

    /// <summary>Whether rows keep their shape and columns through all steps, known without learning.</summary>
    public bool KeepColumns => _steps.All(step => step.Transformer.KeepsColumns);

    /// <summary>Everything their result depends on besides the rows; <see langword="null"/> where that can't be known.</summary>
    internal string? Configuration => _steps.All(step => step.Transformer.Configuration is not null)
        ? string.Join("; ", _steps.Select(step => step.Transformer.Configuration))
        : null;

    /// <summary>Makes a list of steps.</summary>
    /// <exception cref="ArgumentException">A step is null, or two have the same name.</exception>
    public static Steps Create(params ReadOnlySpan<Step> steps)
    {
        Step[] all = [.. Setting.RequiredItems<Step>([.. steps], nameof(Steps))];
        return all.GroupBy(step => step.Name).FirstOrDefault(same => same.Count() > 1) is { Key: var twice }
            ? throw new ArgumentException(
                $"Steps need different names. Got '{twice}' twice: name one yourself, as (\"other\", …).", nameof(steps))
            : new(all);
    }

    /// <summary>The steps with some replaced, by their names, or with some of their settings changed, by <c>step__setting</c>.</summary>
    /// <exception cref="UnknownNameException">A name is not one of <see cref="ParameterNames"/>.</exception>
    /// <exception cref="TrimtabException">A value does not fit.</exception>
    public Steps With(ParameterSet parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        foreach (string name in parameters.Keys.Where(name => !HasPart(name)))
        {
            throw new UnknownNameException("parameter", name, ParameterNames);
        }

        return parameters.Count == 0 ? this : new([.. _steps.Select(step => With(step, parameters))]);
    }

    /// <summary>Whether a parameter is a step or one of a step's, also of one that is put in its place.</summary>
    internal bool HasPart(string parameter) => NestedName.Split(parameter).Part is var part && _steps.Any(step => step.Name == part);

    /// <summary>What every step would refuse of such rows, as far as that is known without learning.</summary>
    internal void Check(Dataset data)
    {
        foreach (var step in _steps)
        {
            step.Transformer.Check(data);
            if (!step.Transformer.KeepsColumns)
            {
                return; // what the next ones get is not known
            }
        }
    }

    /// <summary>Learns each step from what the one before has made of the rows.</summary>
    /// <exception cref="TrimtabException">A step can't be learned from the rows.</exception>
    public FittedSteps Fit(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        var fitted = new FittedTransformer[Count];
        for (int i = 0; i < Count; i++)
        {
            fitted[i] = SharedSteps.Fit(_steps[i].Transformer, data);
            data = SharedSteps.Transform(fitted[i], data);
        }

        return new(fitted);
    }

    /// <inheritdoc/>
    public bool Equals(Steps? other) => other is not null && _steps.AsSpan().SequenceEqual(other._steps);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Steps);

    /// <inheritdoc/>
    public override int GetHashCode() => _steps.Aggregate(17, HashCode.Combine);

    /// <summary>The steps in their order.</summary>
    public override string ToString() => InvariantText.Contents(_steps);

    /// <inheritdoc/>
    public IEnumerator<Step> GetEnumerator() => ((IEnumerable<Step>)_steps).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static Step With(Step step, ParameterSet parameters)
    {
        var transformer = step.Transformer;
        if (parameters.TryGetValue(step.Name, out var replaced))
        {
            transformer = replaced.As<Transformer>()
                ?? throw new TrimtabException($"Parameter '{step.Name}' must be a transformer or its name. Got null; use passthrough.");
        }

        return step with { Transformer = transformer.With(NestedName.Within(step.Name, parameters)) };
    }
}

/// <summary>Steps that have learned. Immutable; thread-safe.</summary>
/// <param name="transformers">One a step, in their order.</param>
public sealed class FittedSteps(IReadOnlyList<FittedTransformer> transformers)
{
    /// <summary>The transformers that have learned, in the steps' order.</summary>
    public IReadOnlyList<FittedTransformer> Transformers { get; } = transformers;

    /// <summary>The rows as the last step leaves them.</summary>
    /// <exception cref="TrimtabException">
    /// The rows have other columns than those that were learned from, or can't be transformed.
    /// </exception>
    public Dataset Transform(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return Transformers.Aggregate(data, (rows, fitted) => SharedSteps.Transform(fitted, rows));
    }
}
