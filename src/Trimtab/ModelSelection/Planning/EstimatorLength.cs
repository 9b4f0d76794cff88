namespace Trimtab.ModelSelection.Planning;

/// <summary>How far an estimator trains.</summary>
internal static class EstimatorLength
{
    extension(IEstimator estimator)
    {
        /// <summary>Its epochs; 1 where it has none.</summary>
        public int Length => estimator is IIterativeEstimator iterative ? iterative.Epochs : 1;
    }
}
