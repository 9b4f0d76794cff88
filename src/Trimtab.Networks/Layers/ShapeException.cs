namespace Trimtab.Networks;

/// <summary>Shapes that do not fit: the message names the layer, what it wants and what came.</summary>
public sealed class ShapeException(string message) : TrimtabException(message);
