namespace Trimtab.ModelSelection;

/// <summary>What scorers ask of predictions, with a clear answer where it is missing.</summary>
internal static class ScoringContextExtensions
{
    extension(ScoringContext context)
    {
        /// <summary>Predicted class numbers.</summary>
        public double[] Predicted => context.Prediction.Values;

        /// <summary>Refuses weights, for a score that is not defined with them.</summary>
        /// <param name="scorer">The scorer, named in the message.</param>
        /// <exception cref="TrimtabException">The scorer is to use weights, and the rows have some.</exception>
        public void RequireNoWeights(Scorer scorer)
        {
            if (!context.WeightsFor(scorer).IsEmpty)
            {
                throw new TrimtabException($"Scorer '{scorer.Name}' is not defined with weights, in scikit-learn neither. "
                    + "Leave UsesWeights out, or take another scorer.");
            }
        }

        /// <summary>n × classes, row-major.</summary>
        /// <param name="scorer">The scorer that needs it, named in the message.</param>
        /// <exception cref="TrimtabException">The estimator predicts no probabilities.</exception>
        public double[] Probabilities(Scorer scorer) => context.Prediction.Probabilities
            ?? throw new TrimtabException($"Scorer '{scorer.Name}' needs probabilities. {context.Fitted.GetType().Name} predicted none; "
                + "use a scorer of classes, such as accuracy, or a net that ends with softmax or sigmoid "
                + "and has a cross-entropy as its loss.");

        /// <summary>The probability of the larger of two classes, one a row.</summary>
        /// <param name="scorer">The scorer that needs it, named in the message.</param>
        /// <exception cref="TrimtabException">
        /// The estimator predicts no probabilities, or those of another number of classes than two.
        /// </exception>
        public double[] PositiveProbabilities(Scorer scorer)
        {
            double[] probabilities = context.Probabilities(scorer);
            int classes = context.Prediction.Classes.Count;
            return classes == 2
                ? [.. probabilities.Where((_, i) => i % 2 == 1)]
                : throw new TrimtabException(Invariant($"Scorer '{scorer.Name}' is for two classes. Got probabilities of {classes}; ")
                    + "use neg_log_loss, roc_auc_ovr or roc_auc_ovo.");
        }

        /// <summary>
        /// Numbers by which rows are ranked, one a row, higher for the larger of two classes: as in scikit-learn decision values, where
        /// there are some, else probabilities.
        /// </summary>
        /// <param name="scorer">The scorer that needs it, named in the message.</param>
        /// <exception cref="TrimtabException">There are neither, or those of another number of classes than two.</exception>
        public double[] Ranking(Scorer scorer) => context.Prediction.DecisionValues ?? context.PositiveProbabilities(scorer);

        /// <summary>Truths, predictions and their number a row, for a score of real values.</summary>
        /// <param name="scorer">The scorer that needs it, named in the message.</param>
        /// <exception cref="TrimtabException">A row has several targets and the estimator predicts one.</exception>
        public (double[] Truth, double[] Predicted, int Outputs) RealValues(Scorer scorer)
        {
            int outputs = context.Data.Outputs;
            if (outputs <= 1) // without targets, the truth says so
            {
                return (context.Truth, context.Predicted, 1);
            }

            double[] truth = new double[context.Data.Count * outputs];
            for (int row = 0; row < context.Data.Count; row++)
            {
                context.Data.TargetsOf(row).CopyTo(truth.AsSpan(row * outputs));
            }

            double[] predicted = context.Prediction.Outputs
                ?? throw new TrimtabException(
                    Invariant($"Scorer '{scorer.Name}' needs a prediction for each of {outputs} targets a row. ")
                    + Invariant($"{context.Fitted.GetType().Name} predicted one."));
            return (truth, predicted, outputs);
        }
    }
}
