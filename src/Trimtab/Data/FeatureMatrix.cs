namespace Trimtab.Data;

/// <summary>Memory for features: the sizes are checked before any is taken.</summary>
internal static class FeatureMatrix
{
    /// <summary>Zeros for rows × width features, row-major.</summary>
    /// <param name="rows">Number of rows.</param>
    /// <param name="width">Features of a row.</param>
    /// <param name="maker">What makes them, the subject of the message: "OneHotEncoder".</param>
    /// <param name="remedy">How to make fewer.</param>
    /// <exception cref="TrimtabException">An array can't hold as many, or there is not enough memory.</exception>
    public static float[] Of(int rows, long width, string maker, string remedy = "take fewer rows or fewer features")
    {
        if (rows * (decimal)width > Array.MaxLength)
        {
            throw new TrimtabException(Invariant($"{maker} must make at most {Array.MaxLength} numbers. ")
                + Invariant($"Got {rows} rows of {width}: {remedy}."));
        }

        try
        {
            return new float[rows * width];
        }
        catch (OutOfMemoryException error)
        {
            throw new TrimtabException(
                Invariant($"{maker} must have memory for {rows} rows of {width} numbers, {rows * width * sizeof(float)} bytes. ")
                    + $"There is not enough: {remedy}.",
                error);
        }
    }
}
