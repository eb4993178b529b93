/** A child for the tests of `core/process` that loads an npm package and the contract by name. */
import { z } from "zod";
import { Value } from "nexus";
import { serveChild } from "../serve.ts";

serveChild({ parse: (params) => z.array(Value).safeParse(params).success });
