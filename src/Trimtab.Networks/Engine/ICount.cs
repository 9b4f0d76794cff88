namespace Trimtab.Networks.Engine;

/// <summary>A number as a type parameter: a constant to the compiler, which removes the code of larger numbers from a kernel.</summary>
internal interface ICount
{
    /// <summary>The number.</summary>
    static abstract int Value { get; }
}

/// <summary>1.</summary>
internal readonly struct One : ICount
{
    /// <inheritdoc/>
    public static int Value => 1;
}

/// <summary>2.</summary>
internal readonly struct Two : ICount
{
    /// <inheritdoc/>
    public static int Value => 2;
}

/// <summary>3.</summary>
internal readonly struct Three : ICount
{
    /// <inheritdoc/>
    public static int Value => 3;
}

/// <summary>4.</summary>
internal readonly struct Four : ICount
{
    /// <inheritdoc/>
    public static int Value => 4;
}

/// <summary>6.</summary>
internal readonly struct Six : ICount
{
    /// <inheritdoc/>
    public static int Value => 6;
}

/// <summary>12.</summary>
internal readonly struct Twelve : ICount
{
    /// <inheritdoc/>
    public static int Value => 12;
}

/// <summary>16, the lanes of a tile.</summary>
internal readonly struct Sixteen : ICount
{
    /// <inheritdoc/>
    public static int Value => 16;
}
