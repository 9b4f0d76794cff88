namespace Trimtab.Networks.Engine;

/// <summary>An operator that leaves out steps of rows.</summary>
internal interface IMaskedOperator
{
    /// <summary>Sets which steps the next pass leaves out.</summary>
    /// <param name="numbers">A block of a number per step, <c>[tile][step][lane]</c>: steps of 0 are left out.</param>
    void MaskBy(ReadOnlySpan<float> numbers);
}
