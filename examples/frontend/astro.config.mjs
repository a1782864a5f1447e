import node from "@astrojs/node";
import { defineConfig, passthroughImageService } from "astro/config";

export default defineConfig({
  output: "server",
  adapter: node({ mode: "standalone" }),
  // Pictures come from the API in every width that is needed.
  image: { service: passthroughImageService() },
  devToolbar: { enabled: false },
});
