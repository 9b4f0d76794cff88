namespace Trimtab.Networks;

/// <summary>Shapes do not match: the message names the layer, the shape required and the shape received.</summary>
public sealed class ShapeException(string message) : TrimtabException(message);
