namespace Trimtab.Networks;

/// <summary>The catalogs of the parts of nets, made when first asked for.</summary>
internal static class Known<T>
    where T : class
{
    public static readonly Catalog<T> All = Catalog<T>.WithUsersOwn(typeof(Known<T>).Assembly);
}
