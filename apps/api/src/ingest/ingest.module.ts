import { Module } from '@nestjs/common';
import { MessagesModule } from '../messages/messages.module.js';
import { RateGate } from './gates/rate.js';
import { IngestMetrics } from './ingest-metrics.js';
import { IngestController } from './ingest.controller.js';
import { Ingest } from './ingest.js';
import { WebhookLookup } from './webhook-lookup.js';

@Module({
  imports: [MessagesModule],
  providers: [Ingest, IngestController, IngestMetrics, RateGate, WebhookLookup],
})
export class IngestModule {}
