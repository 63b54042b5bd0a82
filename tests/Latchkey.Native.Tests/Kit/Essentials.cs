// The shapes of .NET MAUI Essentials that src/Latchkey.Native.Maui is written against, so that its adapters compile and run here, where
// MAUI itself is not to be had. Only what the adapters touch.
namespace Microsoft.Maui.Authentication
{
    public interface IWebAuthenticator
    {
        Task<WebAuthenticatorResult> AuthenticateAsync(WebAuthenticatorOptions webAuthenticatorOptions);
    }

    public sealed class WebAuthenticatorOptions
    {
        public Uri? Url { get; set; }
        public Uri? CallbackUrl { get; set; }
        public bool PrefersEphemeralWebBrowserSession { get; set; }
    }

    public sealed class WebAuthenticatorResult(Uri uri)
    {
        public Uri CallbackUri => uri;
    }

    public static class WebAuthenticator
    {
        public static IWebAuthenticator Default => throw new PlatformNotSupportedException();
    }
}

namespace Microsoft.Maui.Storage
{
    public interface ISecureStorage
    {
        Task<string?> GetAsync(string key);
        Task SetAsync(string key, string value);
        bool Remove(string key);
        void RemoveAll();
    }

    public static class SecureStorage
    {
        public static ISecureStorage Default => throw new PlatformNotSupportedException();
    }
}
