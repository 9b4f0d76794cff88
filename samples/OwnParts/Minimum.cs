using Trimtab;
using Trimtab.Data;
using Trimtab.Networks;
using Trimtab.Networks.Engine;

namespace OwnParts;

/// <summary>Merges tensors of one shape by their minimum, element by element: y = min(x₁, x₂, …).</summary>
[Named("minimum")]
public sealed record Minimum : ElementwiseMerge
{
    /// <inheritdoc/>
    public override MergeOperator Compile(IReadOnlyList<Shape> inputs) => new Kernel();

    private sealed class Kernel : MergeOperator
    {
        public override void Forward(Pass pass, InputBlocks x, Span<float> y)
        {
            x[0].CopyTo(y);
            for (int input = 1; input < x.Count; input++)
            {
                var other = x[input];
                for (int i = 0; i < y.Length; i++)
                {
                    y[i] = MathF.Min(y[i], other[i]);
                }
            }
        }

        public override void Backward(
            Pass pass, InputBlocks x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, int input, Span<float> dx)
        {
            for (int i = 0; i < dx.Length; i++)
            {
                dx[i] = IsFirstSmallest(x, input, i, y[i]) ? dy[i] : 0;
            }
        }

        /// <summary>Whether an input is the first of the smallest ones: it alone receives the gradient.</summary>
        private static bool IsFirstSmallest(InputBlocks x, int input, int i, float smallest)
        {
            for (int earlier = 0; earlier < input; earlier++)
            {
                if (x[earlier][i] == smallest)
                {
                    return false;
                }
            }

            return x[input][i] == smallest;
        }
    }
}
