namespace Trimtab.Networks.Engine;

/// <summary>The steps of a row of a recurrent layer: their order, and which are outputs.</summary>
/// <param name="Count">Steps.</param>
/// <param name="Features">Numbers of a step.</param>
/// <param name="ReturnsAll">Whether the state after each step is an output; otherwise the last one.</param>
/// <param name="IsBackwards">Whether the last step of the row is taken first.</param>
/// <param name="KeepsPlaces">Whether outputs have the places of their inputs; otherwise the order in which steps are taken.</param>
internal readonly record struct RecurrentSteps(int Count, int Features, bool ReturnsAll, bool IsBackwards, bool KeepsPlaces)
{
    /// <summary>Number of outputs.</summary>
    public int Outputs => ReturnsAll ? Count : 1;

    /// <summary>Place in the row of what a step takes.</summary>
    public int PlaceOf(int step) => IsBackwards ? Count - 1 - step : step;

    /// <summary>Place of the state after a step among the outputs; below 0 where it is none.</summary>
    public int OutputOf(int step) =>
        ReturnsAll ? KeepsPlaces ? PlaceOf(step) : step
        : step == Count - 1 ? 0
        : -1;
}
