namespace Trimtab.Networks;

/// <summary>The catalogs of this assembly, made when first asked for.</summary>
internal static class Known<T>
    where T : class
{
    public static readonly Catalog<T> All = new(typeof(Known<T>).Assembly);
}
