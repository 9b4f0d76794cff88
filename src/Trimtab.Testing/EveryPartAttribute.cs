using System.Reflection;
using Trimtab.ModelSelection;
using Trimtab.Networks;
using Trimtab.Plots;
using Trimtab.Preprocessing;
using Trimtab.Pruners;
using Trimtab.Samplers;
using Xunit.Sdk;
using Xunit.v3;

namespace Trimtab.Testing;

/// <summary>Runs a theory once for each part of a kind that the test class tests, and for each of the values beside it.</summary>
/// <remarks>A new kind of part, as a storage, needs its catalog here and a suite.</remarks>
internal abstract class EveryPartAttribute<T>(Catalog<T> catalog, object[] beside) : DataAttribute
    where T : class
{
    /// <inheritdoc/>
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker)
    {
        ArgumentNullException.ThrowIfNull(testMethod);
        string[] names = [.. NamesFor(testMethod.ReflectedType!)];
        return new([.. beside.Length == 0
            ? names.Select(name => new TheoryDataRow(name))
            : names.SelectMany(name => beside.Select(value => new TheoryDataRow(name, value)))]);
    }

    /// <inheritdoc/>
    public override bool SupportsDiscoveryEnumeration() => true;

    private IEnumerable<string> NamesFor(Type testClass)
    {
        var tested = testClass.GetCustomAttribute<TestedPartsAttribute>() ?? new();
        return catalog.Names
            .Except(tested.Except, StringComparer.OrdinalIgnoreCase)
            .Where(name => tested.AssemblyOf is null || catalog.TypeOf(name).Assembly == tested.AssemblyOf.Assembly);
    }
}

/// <summary>Runs a theory for each sampler.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class EverySamplerAttribute() : EveryPartAttribute<Sampler>(Sampler.Catalog, []);

/// <summary>Runs a theory for each pruner.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class EveryPrunerAttribute() : EveryPartAttribute<Pruner>(Pruner.Catalog, []);

/// <summary>Runs a theory for each scorer.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class EveryScorerAttribute() : EveryPartAttribute<Scorer>(Scorer.Catalog, []);

/// <summary>Runs a theory for each transformer.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class EveryTransformerAttribute() : EveryPartAttribute<Transformer>(Transformer.Catalog, []);

/// <summary>Runs a theory for each plot.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class EveryPlotAttribute() : EveryPartAttribute<Plot>(Plot.Catalog, []);

/// <summary>Runs a theory for each plot and each kind of study.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class EveryPlotAndStudyAttribute() : EveryPartAttribute<Plot>(Plot.Catalog, [.. StudyKinds.Names]);

/// <summary>Runs a theory for each layer and each of <paramref name="beside"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class EveryLayerAttribute(params object[] beside) : EveryPartAttribute<Layer>(Layer.Catalog, beside);

/// <summary>Runs a theory for each optimizer.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class EveryOptimizerAttribute() : EveryPartAttribute<Optimizer>(Optimizer.Catalog, []);

/// <summary>Runs a theory for each loss.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class EveryLossAttribute() : EveryPartAttribute<Loss>(Loss.Catalog, []);

/// <summary>Runs a theory for each metric.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class EveryMetricAttribute() : EveryPartAttribute<Metric>(Metric.Catalog, []);
