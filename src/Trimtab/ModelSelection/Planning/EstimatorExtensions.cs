namespace Trimtab.ModelSelection.Planning;

/// <summary>What plans and messages say of an estimator.</summary>
internal static class EstimatorExtensions
{
    extension(IEstimator estimator)
    {
        /// <summary>Its epochs; 1 where it has none.</summary>
        public int Length => estimator is IIterativeEstimator iterative ? iterative.Epochs : 1;

        /// <summary>The name of its type; of a pipeline or a choice, that of the estimator within.</summary>
        public string TypeTitle => estimator switch
        {
            Pipeline pipeline => pipeline.Estimator.TypeTitle,
            EstimatorChoice choice => choice.Chosen.TypeTitle,
            _ => estimator.GetType().Name.Split('`')[0],
        };
    }
}
