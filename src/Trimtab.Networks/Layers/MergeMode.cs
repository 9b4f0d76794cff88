namespace Trimtab.Networks;

/// <summary>How a <see cref="Bidirectional"/> layer merges the outputs of both directions.</summary>
public enum MergeMode
{
    /// <summary>The forward output, then the backward one, along the last axis.</summary>
    Concat,

    /// <summary>The sum of the outputs of both directions.</summary>
    Sum,

    /// <summary>The product of the outputs of both directions, element by element.</summary>
    Mul,

    /// <summary>The mean of the outputs of both directions.</summary>
    Ave,
}
