using Trimtab.Preprocessing;

namespace Trimtab.Onnx;

/// <summary>
/// Writes the ONNX form of a kind of step. A new one is a class of this assembly that derives from <see cref="StepExport{TFitted}"/>.
/// </summary>
internal abstract class StepExport
{
    private static readonly Dictionary<Type, StepExport> _byType = typeof(StepExport).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(StepExport)) && !type.IsAbstract && !type.IsGenericType)
        .Select(type => (StepExport)Activator.CreateInstance(type)!)
        .ToDictionary(export => export.FittedType);

    /// <summary>Kind of transformer that has learned.</summary>
    protected abstract Type FittedType { get; }

    /// <summary>Writes a transformer behind the features that it changes.</summary>
    /// <exception cref="TrimtabException">It has no ONNX form.</exception>
    public static StepValue Write(FittedTransformer fitted, StepValue features) =>
        _byType.TryGetValue(fitted.GetType(), out var export)
            ? export.WriteAny(fitted, features)
            : throw new TrimtabException("A step that is exported to ONNX must be one of Trimtab's. "
                + $"The ONNX form of {fitted.GetType().Name} is not known: prepare the rows by it before the pipeline.");

    private protected abstract StepValue WriteAny(FittedTransformer fitted, StepValue features);
}

/// <summary>Writes the ONNX form of one kind of step.</summary>
/// <typeparam name="TFitted">The transformer that has learned.</typeparam>
internal abstract class StepExport<TFitted> : StepExport
    where TFitted : FittedTransformer
{
    /// <inheritdoc/>
    protected sealed override Type FittedType => typeof(TFitted);

    private protected sealed override StepValue WriteAny(FittedTransformer fitted, StepValue features) => Write((TFitted)fitted, features);

    /// <summary>Writes the transformer.</summary>
    protected abstract StepValue Write(TFitted fitted, StepValue features);
}
