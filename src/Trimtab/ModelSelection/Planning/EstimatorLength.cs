namespace Trimtab.ModelSelection.Planning;

/// <summary>Length of a training.</summary>
internal static class EstimatorLength
{
    extension(IEstimator estimator)
    {
        /// <summary>Its epochs; 1 where it has none.</summary>
        public int Length => estimator is IIterativeEstimator iterative ? iterative.Epochs : 1;
    }
}
