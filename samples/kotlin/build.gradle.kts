// What the app's own build file needs besides what Android Studio wrote.
plugins { kotlin("plugin.serialization") version "2.1.20" }

android {
    defaultConfig {
        minSdk = 24
        // The scheme of the redirect URI, without ":/callback". The SDK's activity is registered for it.
        manifestPlaceholders["webAuthenticationRedirectScheme"] = "com.example.quickstart"
        buildConfigField("String", "ISSUER", "\"https://localhost:8080/oauth2/default\"")
        buildConfigField("String", "CLIENT_ID", "\"0oa…\"")
        buildConfigField("String", "REDIRECT_URI", "\"com.example.quickstart:/callback\"")
        buildConfigField("String", "LOGOUT_URI", "\"com.example.quickstart:/logout\"")
    }
    buildFeatures { buildConfig = true }
    compileOptions { isCoreLibraryDesugaringEnabled = true }
}

dependencies {
    coreLibraryDesugaring("com.android.tools:desugar_jdk_libs:2.1.5")
    implementation(platform("com.okta.kotlin:bom:2.0.3"))
    implementation("com.okta.kotlin:auth-foundation")
    implementation("com.okta.kotlin:oauth2")
    implementation("com.okta.kotlin:web-authentication-ui")
    implementation("com.squareup.okhttp3:okhttp:4.12.0")
}
