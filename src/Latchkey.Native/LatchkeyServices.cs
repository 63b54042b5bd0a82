using Latchkey.Native;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the SDK with dependency injection.</summary>
public static class LatchkeyServices
{
    /// <summary>
    /// Adds one <see cref="LatchkeyClient"/> for the process, and <see cref="LatchkeyTokenHandler"/> for
    /// <see cref="LatchkeyOptions.ApiOrigins"/>, to be used as <c>AddHttpMessageHandler&lt;LatchkeyTokenHandler&gt;()</c>.
    /// </summary>
    /// <param name="services">The app's services.</param>
    /// <param name="configure">Sets the options.</param>
    public static IServiceCollection AddLatchkey(this IServiceCollection services, Action<LatchkeyOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.TryAddSingleton(provider =>
        {
            var options = new LatchkeyOptions();
            configure(options);
            options.LoggerFactory ??= provider.GetService<ILoggerFactory>();
            if (options.OnWarning is null && provider.GetService<ILoggerFactory>() is { } loggers)
            {
                var logger = loggers.CreateLogger("Latchkey.Native");
                options.OnWarning = text => logger.LogWarning("{Warning}", text);
            }
            return options;
        });
        services.TryAddSingleton(provider => new LatchkeyClient(provider.GetRequiredService<LatchkeyOptions>()));
        services.TryAddTransient(provider => new LatchkeyTokenHandler(
            provider.GetRequiredService<LatchkeyClient>(), provider.GetRequiredService<LatchkeyOptions>().ApiOrigins));
        return services;
    }
}
