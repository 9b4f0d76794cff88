using System.Runtime.Intrinsics;

namespace Trimtab.Networks;

/// <summary><paramref name="sign"/> · sign(w) + <paramref name="size"/> · w, the derivative of a sum of |w| and w².</summary>
internal readonly struct SignAndSize(float sign, float size) : ILaneFunction
{
    public Vector512<float> Of(Vector512<float> w)
    {
        var up = Vector512.GreaterThan(w, Vector512<float>.Zero) & Vector512.Create(sign);
        var down = Vector512.LessThan(w, Vector512<float>.Zero) & Vector512.Create(sign);
        return up - down + (w * size);
    }
}
