namespace Trimtab.Networks.Engine;

/// <summary>A number as a type parameter: a constant to the compiler, which removes the code of larger numbers from a kernel.</summary>
internal interface ICount
{
    /// <summary>The number.</summary>
    static abstract int Value { get; }
}

/// <summary>The number 1 as a type.</summary>
internal readonly struct One : ICount
{
    /// <inheritdoc/>
    public static int Value => 1;
}

/// <summary>The number 2 as a type.</summary>
internal readonly struct Two : ICount
{
    /// <inheritdoc/>
    public static int Value => 2;
}

/// <summary>The number 3 as a type.</summary>
internal readonly struct Three : ICount
{
    /// <inheritdoc/>
    public static int Value => 3;
}

/// <summary>The number 4 as a type.</summary>
internal readonly struct Four : ICount
{
    /// <inheritdoc/>
    public static int Value => 4;
}

/// <summary>The number 6 as a type.</summary>
internal readonly struct Six : ICount
{
    /// <inheritdoc/>
    public static int Value => 6;
}

/// <summary>The number 12 as a type.</summary>
internal readonly struct Twelve : ICount
{
    /// <inheritdoc/>
    public static int Value => 12;
}

/// <summary>The number 16, the lanes of a tile, as a type.</summary>
internal readonly struct Sixteen : ICount
{
    /// <inheritdoc/>
    public static int Value => 16;
}
